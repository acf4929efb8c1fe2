import { checkLogs, countMissing, type LiveEvidence } from './check-logs.ts';
import type { LogPart, ReceivedUpdate, SubscriberLog } from './subscriber-log.ts';

const alice = 'user:00000000-0000-4000-8000-00000000000a';
const bob = 'user:00000000-0000-4000-8000-00000000000b';
const both = `${alice} ${bob} role:ADMIN`;

const change = (stage: string, subject: string, audience = both) => ({
  type: `payments.payment.${stage}`,
  subject,
  audience,
});
const committed = [
  change('created', 'one'),
  change('created', 'two'),
  change('processing', 'one'),
  change('created', 'of-bob', `${bob} role:ADMIN`),
  change('completed', 'one'),
  { ...change('completed', 'one'), type: 'payments.top-up.completed' },
];

/** An update; its cursor is that of its event unless another is given. */
const update = (stage: string, paymentId: string, more: Partial<ReceivedUpdate> = {}): ReceivedUpdate => ({
  type: `payments.payment.${stage}`,
  paymentId,
  cursor: `cursor of ${stage} ${paymentId}`,
  ...more,
});
const ofOne = [update('created', 'one'), update('processing', 'one'), update('completed', 'one')];
const ofTwo = update('created', 'two');
const whole = [...ofOne, ofTwo];

const part = (updates: readonly ReceivedUpdate[], more: Partial<LogPart> = {}): LogPart => ({
  beganFor: 'no cursor',
  fetched: new Map(),
  updates: [...updates],
  ...more,
});
const log = (name: string, ...parts: LogPart[]): SubscriberLog => ({
  name,
  audiences: [alice, 'role:CUSTOMER'],
  parts,
});
const administrator = (updates: readonly ReceivedUpdate[]): SubscriberLog => ({
  ...log('administrator', part(updates)),
  audiences: ['role:ADMIN'],
});

const evidence = (...logs: SubscriberLog[]): LiveEvidence => ({ committed, logs, emptiedCount: 1 });
const check = (...logs: SubscriberLog[]) => checkLogs(evidence(...logs));
const checkPart = (updates: readonly ReceivedUpdate[], more: Partial<LogPart> = {}) =>
  check(log('alice', part(updates, more)));

it('finds nothing where everybody has what is for them, in whatever order payments come', () => {
  const all = [update('created', 'of-bob'), ...whole];
  expect(check(log('alice', part(whole)), log('again', part(whole)), administrator(all))).toEqual([]);
  expect(checkPart([ofTwo, ...ofOne])).toEqual([]);
  expect(countMissing(evidence(log('alice', part(whole))))).toBe(0);
});

it('finds a gap, and counts it', () => {
  const left = log('alice', part(ofOne));
  expect(check(left)).toEqual(['alice: payments.payment.created of two never came']);
  expect(countMissing(evidence(left))).toBe(1);
});

it('finds what came twice, under the same cursor or another', () => {
  expect(checkPart([...whole, ofTwo])).toEqual(['alice: payments.payment.created of two came again']);
  expect(checkPart([...whole, { ...ofTwo, cursor: 'another' }])).toEqual([
    'alice: payments.payment.created of two came again',
    'payments.payment.created of two has several cursors',
  ]);
});

it('finds what came before that which it followed', () => {
  const swapped = [ofOne[1], ofOne[0], ofOne[2], ofTwo].filter((each) => each !== undefined);
  expect(checkPart(swapped)).toEqual([
    'alice: payments.payment.created of one came after a later event of its payment',
  ]);
});

it('finds what is for somebody else, and what nobody committed', () => {
  expect(checkPart([...whole, update('created', 'of-bob'), update('failed', 'two')])).toEqual([
    'alice: payments.payment.created of of-bob came and is not for it',
    'alice: payments.payment.failed of two came and is not for it',
  ]);
});

it('finds that two saw the same updates in different orders, or under different cursors', () => {
  const findings = check(log('alice', part(whole)), log('again', part([ofTwo, ...ofOne])));
  expect(findings).toContainEqual(expect.stringMatching(/^payments\.payment\.created of two came to some/));
  const others = whole.map((each) => ({ ...each, cursor: `other ${each.cursor}` }));
  expect(check(log('alice', part(whole)), log('again', part(others)))).toHaveLength(whole.length);
});

it('finds an update that shows less than its event tells', () => {
  const shown = whole.map((each) => ({ ...each, status: 'PROCESSING' }));
  expect(checkPart(shown)).toEqual([
    'alice: payments.payment.completed of one came with a payment that is still PROCESSING',
  ]);
});

describe('a subscriber that began without a cursor', () => {
  it('need not have what it fetched, and may', () => {
    const fetched = new Map([
      ['one', 'PROCESSING'],
      ['two', 'PENDING'],
    ]);
    expect(checkPart(ofOne.slice(2), { fetched })).toEqual([]);
    expect(checkPart(whole, { fetched })).toEqual([]);
  });

  it('is found to lack what it did not fetch', () => {
    const fetched = new Map([
      ['one', 'PENDING'],
      ['two', 'PENDING'],
    ]);
    expect(checkPart(ofOne.slice(2), { fetched })).toEqual([
      'alice: payments.payment.processing of one never came',
    ]);
  });

  it('is found when it never fetched', () => {
    const stuck = log('alice', part(whole, { fetched: null }));
    expect(check(stuck)).toEqual(['alice: could not begin']);
    expect(countMissing(evidence(stuck))).toBe(1);
  });

  it('closed what it logged before, which may lack its end and nothing else', () => {
    const again = part(whole, { beganFor: 'RESYNC_REQUIRED' });
    expect(check(log('alice', part(ofOne.slice(0, 1)), again))).toEqual([]);
    expect(check(log('alice', part(ofOne.slice(1, 2)), again))).toEqual([
      'alice: payments.payment.created of one never came',
    ]);
  });

  it('is found to have been sent away without need', () => {
    const again = part(whole, { beganFor: 'RESYNC_REQUIRED' });
    expect(check(log('alice', part([]), again, again))).toEqual([
      'alice: was sent to fetch anew 2 times, where all was lost 1 times',
    ]);
  });
});
