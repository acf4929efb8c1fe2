import { catalogue } from '@payloom/event-contracts/catalogue';
import { consumers } from '@payloom/event-contracts/consumers';
import { eventsPage } from './events-page.ts';

const page = eventsPage();

const sectionOf = (type: string): string => page.split(`\n## ${type}\n`)[1]?.split('\n## ')[0] ?? '';

describe('the page of events', () => {
  it.each(Object.entries(catalogue))(
    'tells of %s: its version, its meaning, its audience',
    (type, contract) => {
      const section = sectionOf(type);
      const older = Object.keys(contract.previous).join(', ');
      const alsoRead = older === '' ? '' : `; ${older} is still read`;
      expect(section).toContain(`\nVersion ${contract.version}${alsoRead}. ${contract.description}\n`);
      expect(section).toContain(`\nSeen by: ${contract.audience}\n`);
    },
  );

  it('tells of the data in words', () => {
    const section = sectionOf('payments.payment.created');
    expect(section).toContain('| `paymentId` | uuid |  |');
    expect(section).toContain('| `amount` | { amountMinor: integer, currency: string } |  |');
    expect(section).toContain('| `status` | PENDING \\| PROCESSING \\| COMPLETED \\| FAILED |  |');
    expect(section).toContain('| `reason` | string \\| null |  |');
  });

  it('says which consumers an event has, by exact types and by patterns', () => {
    const queues = [...sectionOf('auth.user.registered').matchAll(/^- `(.+)`: /gm)].map(([, queue]) => queue);
    expect(queues).toEqual([
      'admin.audit-entries.add',
      'admin.users.register',
      'gateway.live.deliver',
      'payments.wallets.open',
      'profile.profiles.create',
    ]);
  });

  it.each(Object.entries(consumers))('tells of the consumer %s', (queue, { patterns, description }) => {
    const row = sectionOf('Consumers')
      .split('\n')
      .find((line) => line.startsWith(`| \`${queue}\``));
    for (const part of [...patterns, description]) expect(row).toContain(part);
  });
});
