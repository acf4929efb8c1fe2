import { checkEvidence } from './check-evidence.ts';
import type { CommittedEvent, ConsumerEvidence, Evidence, Trace } from './evidence.ts';

const created = { id: 'created-1', type: 'payments.payment.created', subject: 'payment-1' };
const processing = { id: 'processing-1', type: 'payments.payment.processing', subject: 'payment-1' };
const completed = { id: 'completed-1', type: 'payments.payment.completed', subject: 'payment-1' };
const other = { id: 'created-2', type: 'payments.payment.created', subject: 'payment-2' };
const events = [created, processing, other, completed];

const trace = (eventId: string, transaction = `of ${eventId}`): Trace => ({ eventId, transaction });
const traces = (...ids: string[]): Trace[] => ids.map((id) => trace(id));

const process: ConsumerEvidence = {
  queue: 'payments.payments.process',
  patterns: ['payments.payment.created'],
  handled: traces(created.id, other.id),
  effects: traces(created.id, other.id),
};
const audit: ConsumerEvidence = {
  queue: 'admin.audit-entries.add',
  patterns: ['payments.#'],
  handled: traces(...events.map(({ id }) => id)),
  effects: traces(...events.map(({ id }) => id)),
};
const payment = { id: 'payment-1', idempotencyKey: 'key-1', status: 'COMPLETED' };

const sound: Evidence = {
  committed: events,
  delivered: [...events.map(({ id }) => id), created.id],
  consumers: [process, audit],
  deadLetters: [],
  poisoned: [],
  replayed: [],
  payments: [payment],
  answers: [{ idempotencyKey: 'key-1', paymentId: 'payment-1' }],
  ledgerSums: [{ currency: 'EUR', sumMinor: 0n }],
  booksWrong: [],
  leftOver: [{ place: 'the outbox of payments', count: 0 }],
};

const without = (from: readonly Trace[], id: string) => from.filter(({ eventId }) => eventId !== id);
const withAudit = (change: Partial<ConsumerEvidence>, more: Partial<Evidence> = {}): Evidence => ({
  ...sound,
  consumers: [process, { ...audit, ...change }],
  ...more,
});
const letter = { queue: audit.queue, eventId: processing.id };
const poisonedAudit = {
  handled: without(audit.handled, processing.id),
  effects: without(audit.effects, processing.id),
};

it('finds nothing where all is well, though events came twice', () => {
  expect(checkEvidence(sound)).toEqual([]);
});

it('finds an event that had no effect', () => {
  const lost = { handled: without(audit.handled, other.id), effects: without(audit.effects, other.id) };
  expect(checkEvidence(withAudit(lost))).toEqual([
    'admin.audit-entries.add: payments.payment.created created-2 of payment-2 was handled 0 times, not 1',
    'admin.audit-entries.add: payments.payment.created created-2 of payment-2 was put into effect 0 times, not 1',
  ]);
});

it('finds an event that was never published, and one that nobody committed', () => {
  const delivered = [created.id, other.id, completed.id, 'stranger'];
  expect(checkEvidence({ ...sound, delivered })).toEqual([
    'payments.payment.processing processing-1 of payment-1 was committed and not published',
    'stranger was published and not committed',
  ]);
});

it('finds an effect that took place twice', () => {
  const effects = [...audit.effects, trace(completed.id)];
  expect(checkEvidence(withAudit({ effects }))).toEqual([
    expect.stringMatching(/completed-1 of payment-1 was put into effect 2 times, not 1$/),
  ]);
});

it('finds an effect of something that was not committed', () => {
  const effects = [...audit.effects, trace('stranger')];
  expect(checkEvidence(withAudit({ effects }))).toEqual([
    'admin.audit-entries.add: an effect of stranger, which was not committed for it',
  ]);
});

it('finds an effect at a consumer that does not want the event', () => {
  const consumers = [{ ...process, effects: [...process.effects, trace(completed.id)] }, audit];
  expect(checkEvidence({ ...sound, consumers })).toEqual([
    expect.stringMatching(/^payments\.payments\.process: an effect of payments\.payment\.completed/),
  ]);
});

it('finds an effect that was committed apart from its inbox row', () => {
  const effects = [...without(audit.effects, completed.id), trace(completed.id, 'another')];
  expect(checkEvidence(withAudit({ effects }))).toEqual([
    expect.stringMatching(/completed-1 of payment-1 has its effect apart from its inbox row$/),
  ]);
});

it('finds effects out of order within a subject, and does not mind other subjects', () => {
  const late = traces(other.id, processing.id, created.id, completed.id);
  expect(checkEvidence(withAudit({ effects: late }))).toEqual([
    expect.stringMatching(/created-1 of payment-1 had its effect after a later event of its subject$/),
  ]);
  const mixed = traces(other.id, created.id, processing.id, completed.id);
  expect(checkEvidence(withAudit({ effects: mixed }))).toEqual([]);
});

it('takes events of transactions that were under way at once in either order', () => {
  const during = (event: CommittedEvent, transaction: bigint, xmin: bigint, underWay: bigint[] = []) => ({
    ...event,
    recorded: { server: 'one', transaction, xmin, xmax: 20n, underWay },
  });
  const late = withAudit({ effects: traces(other.id, processing.id, created.id, completed.id) });
  const committed = (first: CommittedEvent) => [
    first,
    during(processing, 11n, 10n, [10n, 11n]),
    during(completed, 12n, 12n),
    other,
  ];
  expect(checkEvidence({ ...late, committed: committed(during(created, 10n, 10n)) })).toEqual([]);
  expect(checkEvidence({ ...late, committed: committed(during(created, 9n, 9n)) })).toEqual([
    expect.stringMatching(/created-1 of payment-1 had its effect after a later event of its subject$/),
  ]);
});

it('takes events of before a restore for earlier than those of after it, though transactions are counted anew', () => {
  const at = (event: CommittedEvent, server: string, transaction: bigint) => ({
    ...event,
    recorded: { server, transaction, xmin: transaction, xmax: transaction + 1n, underWay: [] },
  });
  const committed = [at(created, 'old', 900n), at(processing, 'new', 10n), at(completed, 'new', 11n), other];
  const late = withAudit({ effects: traces(other.id, processing.id, created.id, completed.id) });
  expect(checkEvidence({ ...late, committed })).toEqual([
    expect.stringMatching(/created-1 of payment-1 had its effect after a later event of its subject$/),
  ]);
});

it('finds events that were first published out of order', () => {
  const delivered = [processing.id, created.id, processing.id, other.id, completed.id];
  expect(checkEvidence({ ...sound, delivered })).toEqual([
    expect.stringMatching(/created-1 of payment-1 was published after a later event of its subject$/),
  ]);
});

describe('dead letters', () => {
  it('are as they should be when each lies in one place and had no effect', () => {
    const deadLetters = [{ ...letter, place: 'the table' }];
    expect(checkEvidence(withAudit(poisonedAudit, { deadLetters, poisoned: [letter] }))).toEqual([]);
  });

  it('are found missing', () => {
    expect(checkEvidence(withAudit(poisonedAudit, { poisoned: [letter] }))).toEqual([
      expect.stringMatching(/processing-1 of payment-1 cannot be handled and is no dead letter$/),
    ]);
  });

  it('are found in two places', () => {
    const deadLetters = ['the table', 'the queue'].map((place) => ({ ...letter, place }));
    expect(checkEvidence(withAudit(poisonedAudit, { deadLetters, poisoned: [letter] }))).toEqual([
      expect.stringMatching(/processing-1 of payment-1 lies in the table and in the queue$/),
    ]);
  });

  it('are found where the event can be handled', () => {
    const deadLetters = [{ ...letter, place: 'the table' }];
    expect(checkEvidence({ ...sound, deadLetters })).toEqual([
      expect.stringMatching(/processing-1 of payment-1 can be handled and is a dead letter$/),
    ]);
  });

  it('are found to have had an effect', () => {
    const deadLetters = [{ ...letter, place: 'the table' }];
    expect(checkEvidence({ ...sound, deadLetters, poisoned: [letter] })).toEqual([
      expect.stringMatching(/was handled 1 times, not 0$/),
      expect.stringMatching(/was put into effect 1 times, not 0$/),
    ]);
  });

  it('may have their effect late once they were replayed, and must have it', () => {
    const effects = traces(created.id, other.id, completed.id, processing.id);
    expect(checkEvidence(withAudit({ effects }, { replayed: [letter] }))).toEqual([]);
    expect(checkEvidence(withAudit(poisonedAudit, { replayed: [letter] }))).toEqual([
      expect.stringMatching(/was handled 0 times, not 1$/),
      expect.stringMatching(/was put into effect 0 times, not 1$/),
    ]);
  });
});

it('finds an unbalanced ledger, and whatever else is wrong with the books', () => {
  const ledgerSums = [{ currency: 'EUR', sumMinor: -5n }];
  expect(checkEvidence({ ...sound, ledgerSums, booksWrong: ['wallet-1 is overdrawn'] })).toEqual([
    "the ledger's postings of EUR sum to -5",
    'wallet-1 is overdrawn',
  ]);
});

it('finds answers that were not true, doubled payments and those that never end', () => {
  const payments = [payment, { ...payment, id: 'payment-3', status: 'PROCESSING' }];
  const answers = [...sound.answers, { idempotencyKey: 'key-1', paymentId: 'payment-9' }];
  expect(checkEvidence({ ...sound, payments, answers })).toEqual([
    'the answer to key-1 named payment-9, which is not so',
    'key key-1 made 2 payments',
    'payment payment-3 is PROCESSING for ever',
  ]);
});

it('finds what is left over, and an event that was committed twice', () => {
  const leftOver = [{ place: 'the outbox of payments', count: 2 }];
  expect(checkEvidence({ ...sound, committed: [...events, other], leftOver })).toEqual([
    '2 are left in the outbox of payments',
    'payments.payment.created created-2 of payment-2 was committed twice',
  ]);
});
