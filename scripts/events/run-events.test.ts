import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createEvent } from '@payloom/event-contracts/catalogue';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { eventually } from '@payloom/testkit/eventually';
import { password } from './gateway-stand-in.fixture.ts';
import { runEvents } from './run-events.ts';
import { startRunningAdmin, type RunningAdmin } from './running-admin.fixture.ts';

const queue = 'payments.payments.process';
const patterns = ['payments.payment.created'];

let admin: RunningAdmin;
let isPoisoned = true;
const handled: string[] = [];

beforeAll(async () => {
  admin = await startRunningAdmin();
  const handle = async ({ id }: EventEnvelope) => {
    if (isPoisoned) throw new Error('the ledger is out of balance');
    handled.push(id);
  };
  await admin.broker.consume({ queue, patterns, handle, attemptsMax: 1 });
}, 60_000);
beforeEach(() => (isPoisoned = true));
afterAll(() => admin?.stop());

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface Conditions {
  readonly email?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** What somebody answers when asked; left out, there is nobody. */
  readonly agrees?: boolean;
}

/** As typed on a command line by an administrator. */
async function run(argv: string[], conditions: Conditions = {}): Promise<Ran & { asked: string[] }> {
  const said: { out: string[]; err: string[]; asked: string[] } = { out: [], err: [], asked: [] };
  const terminal = {
    out: (text: string) => void said.out.push(text),
    err: (text: string) => void said.err.push(text),
    widthMax: undefined,
    confirm: async (question: string) => {
      said.asked.push(question);
      return conditions.agrees;
    },
  };
  const { email = 'admin@payloom.example' } = conditions;
  const env = conditions.env ?? { PAYLOOM_EMAIL: email, PAYLOOM_PASSWORD: password };
  const code = await runEvents(['--url', admin.url, ...argv], { terminal, env });
  return { code, out: said.out.join('\n'), err: said.err.join('\n'), asked: said.asked };
}

const list = async (...options: string[]) => {
  const { out } = await run(['dead-letters', 'list', '--json', ...options]);
  const { deadLetters } = JSON.parse(out) as {
    deadLetters: { id: string; eventId: string; status: string }[];
  };
  return deadLetters;
};

/** Publishes an event that cannot be handled, and waits for its dead letter. */
async function parked(): Promise<{ id: string; event: EventEnvelope }> {
  const [paymentId, payerId, recipientId] = [randomUUID(), randomUUID(), randomUUID()];
  const amount = { amountMinor: 100, currency: 'EUR' };
  const event = createEvent({
    type: 'payments.payment.created',
    subject: paymentId,
    data: { paymentId, payerId, recipientId, amount, status: 'PENDING', reason: null },
    audience: [`user:${payerId}`],
    actor: payerId,
  });
  await admin.broker.publish([event]);
  const [letter] = await eventually(async () => {
    const letters = await list('--subject', paymentId);
    expect(letters).toHaveLength(1);
    return letters;
  });
  return { id: letter?.id ?? '', event };
}

describe('pnpm events', () => {
  it('shows how the queues stand', async () => {
    const { code, out } = await run(['lag']);
    expect(code).toBe(0);
    expect(out).toMatch(/^QUEUE +WAITING +DELAYED +DEAD LETTERS +CONSUMERS\n/);
    expect(out).toMatch(/^payments\.payments\.process +\d+ +\d+ +\d+ +1$/m);
    expect(out).toContain('No process consumes payments.wallets.open; 0 waiting.');
    const queues: unknown = JSON.parse((await run(['lag', '--json'])).out);
    expect(queues).toContainEqual(expect.objectContaining({ queue, patterns, consumers: 1 }));
  });

  it('lists open dead letters, and shows one whole', async () => {
    const { id, event } = await parked();
    const listed = await run(['dead-letters']);
    expect(listed.out).toMatch(new RegExp(`^${id}  OPEN +${queue} .*out of balance$`, 'm'));
    const { code, out } = await run(['dead-letters', 'show', id]);
    expect(code).toBe(0);
    expect(out).toContain(`subject   ${event.subject}`);
    expect(out).toContain('out of balance');
    expect(out).toContain('"payerId"');
  });

  it('replays the letters it is given', async () => {
    const { id, event } = await parked();
    isPoisoned = false;
    expect(await run(['dead-letters', 'replay', id])).toMatchObject({
      code: 0,
      out: 'Replayed 1 dead letter.',
      asked: [],
    });
    await eventually(() => expect(handled).toContain(event.id));
    expect(await list('--subject', event.subject, '--status', 'replayed')).toMatchObject([{ id }]);
    expect(await list('--subject', event.subject)).toEqual([]);
  });

  it('replays all of a queue, when somebody agrees', async () => {
    const events = [await parked(), await parked()].map(({ event }) => event.id);
    const count = (await list('--queue', queue)).length;
    const command = ['dead-letters', 'replay', '--queue', queue, '--all'];
    const declined = await run(command, { agrees: false });
    expect(declined).toMatchObject({ code: 0, out: 'Nothing was replayed.' });
    expect(declined.asked).toEqual([`Replay ${count} dead letters of ${queue}?`]);
    expect(await run(command)).toMatchObject({ code: 1, err: expect.stringContaining('add --yes') });
    expect(await list('--queue', queue)).toHaveLength(count);

    isPoisoned = false;
    expect(await run(command, { agrees: true })).toMatchObject({ out: `Replayed ${count} dead letters.` });
    await eventually(() => expect(handled).toEqual(expect.arrayContaining(events)));
  });

  it('asks nobody with --yes', async () => {
    const { id } = await parked();
    isPoisoned = false;
    const { code, out } = await run(['dead-letters', 'replay', '--all', '--yes', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ replayed: expect.arrayContaining([id]), skipped: [] });
    expect((await run(['dead-letters', 'replay', '--all', '--yes'])).out).toBe('Nothing was replayed.');
  });

  it('discards with a reason, and with none does nothing', async () => {
    const { id, event } = await parked();
    expect((await run(['dead-letters', 'discard', id])).code).toBe(1);
    expect((await run(['dead-letters', 'discard', id, '--reason', ' '])).err).toMatch(
      /reason: expected a text/,
    );
    expect(await list('--subject', event.subject)).toHaveLength(1);
    expect(await run(['dead-letters', 'discard', id, '--reason', 'Refunded by hand.'])).toMatchObject({
      code: 0,
      out: 'Discarded 1 dead letter.',
    });
    const { out } = await run(['dead-letters', 'show', id]);
    expect(out).toMatch(/resolved {2}discarded .* by 0199aa00-.*: Refunded by hand\./);
  });

  it('touches nothing when one of the letters does not exist, or is not open', async () => {
    const [open, done] = [await parked(), await parked()];
    await run(['dead-letters', 'discard', done.id, '--reason', 'A duplicate.']);
    const unknown = randomUUID();
    const { code, err } = await run(['dead-letters', 'replay', open.id, done.id, unknown, 'no-id']);
    expect(code).toBe(1);
    expect(err).toBe(
      [
        `${done.id} is not open: discarded.`,
        `There is no dead letter ${unknown}.`,
        'There is no dead letter no-id.',
        'Nothing was changed.',
      ].join('\n'),
    );
    expect(await list('--subject', open.event.subject)).toMatchObject([{ status: 'OPEN' }]);
  });

  it('signs in again when the token expires on the way, and signs out at the end', async () => {
    admin.tokenSeconds.push(-1);
    admin.sessions.length = 0;
    expect((await run(['lag'])).code).toBe(0);
    expect(admin.sessions).toEqual(['sign in', 'sign in', 'sign out']);
  });
});

describe('pnpm events, when it cannot do what it is asked', () => {
  it.each<[string, string[], Conditions, RegExp]>([
    [
      'a wrong password',
      ['lag'],
      { env: { PAYLOOM_EMAIL: 'admin@payloom.example', PAYLOOM_PASSWORD: 'guess' } },
      /^admin@payloom\.example cannot sign in at .*: The email or the password is wrong\.$/,
    ],
    [
      'a customer',
      ['lag'],
      { email: 'alice@payloom.example' },
      /alice@payloom\.example may not do this; sign in as an administrator/,
    ],
    ['a letter that does not exist', ['dead-letters', 'show', 'x'], {}, /^There is no dead letter x\.$/],
    ['nothing to replay', ['dead-letters', 'replay'], {}, /Name the dead letters to replay, or add --all/],
    ['letters and all of them', ['dead-letters', 'replay', 'x', '--all'], {}, /not both/],
    [
      'nobody listening',
      ['lag', '--url', 'http://127.0.0.1:1'],
      {},
      /^Nothing answers at http:\/\/127\.0\.0\.1:1\. Start Payloom/,
    ],
    ['an unknown command', ['lga'], {}, /unknown command 'lga'/],
    [
      'an unknown status',
      ['dead-letters', 'list', '--status', 'lost'],
      {},
      /Allowed choices are open, replayed/,
    ],
    ['a limit beyond reason', ['dead-letters', 'list', '--limit', '0'], {}, /whole number from 1 to 1000/],
  ])('says so in a sentence and exits 1: %s', async (_what, argv, conditions, expected) => {
    const { code, out, err } = await run(argv, conditions);
    expect(code).toBe(1);
    expect(err).toMatch(expected);
    expect(err).not.toMatch(/\bat .*\.ts|guess/);
    expect(out).toBe('');
  });

  it('knows a gateway from something else', async () => {
    const server = createServer((_, response) => response.end('<!doctype html>')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const { code, err } = await run(['lag', '--url', `http://127.0.0.1:${port}`]);
    server.close();
    expect(code).toBe(1);
    expect(err).toMatch(/\(200\) is no Payloom gateway\.$/);
  });

  it('explains itself, with examples', async () => {
    const { code, out } = await run(['--help']);
    expect(code).toBe(0);
    expect(out).toMatch(/Usage: pnpm events/);
    expect(out).toMatch(/pnpm events dead-letters replay --queue payments\.wallets\.open --all/);
  });
});
