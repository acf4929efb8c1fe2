import { catalogue } from '@payloom/event-contracts/catalogue';
import { eventsPage } from './docs-events.ts';

it('has a section for every event, with its version and its data', () => {
  const page = eventsPage();
  for (const type of Object.keys(catalogue)) expect(page).toContain(`\n## ${type}\n\nVersion `);
  expect(page).toContain('| `amount` | { amountMinor: integer, currency: string } |  |');
  expect(page).toContain('| `status` | PENDING \\| PROCESSING \\| COMPLETED \\| FAILED |  |');
  expect(page).toContain('| `reason` | string \\| null |  |');
});
