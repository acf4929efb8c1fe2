import { matchesPattern } from '@payloom/event-contracts/envelope';
import type { CommittedEvent, ConsumerEvidence, Evidence, Trace } from './evidence.ts';

/** Everything that is known of the committed events, by their ids. */
interface Commits {
  readonly byId: ReadonlyMap<string, CommittedEvent>;
  /** Where an event stands among those of its subject. */
  readonly places: ReadonlyMap<string, number>;
}

const letterKey = ({ queue, eventId }: { queue: string; eventId: string }): string => `${queue} ${eventId}`;

function readCommits(events: readonly CommittedEvent[]): { commits: Commits; findings: string[] } {
  const byId = new Map<string, CommittedEvent>();
  const places = new Map<string, number>();
  const counts = new Map<string, number>();
  const findings: string[] = [];
  for (const event of events) {
    if (byId.has(event.id)) findings.push(`${name(event)} was committed twice`);
    const place = counts.get(event.subject) ?? 0;
    counts.set(event.subject, place + 1);
    byId.set(event.id, event);
    places.set(event.id, place);
  }
  return { commits: { byId, places }, findings };
}

const name = ({ type, id, subject }: CommittedEvent): string => `${type} ${id} of ${subject}`;

const nameOf = (commits: Commits, eventId: string): string => {
  const event = commits.byId.get(eventId);
  return event ? name(event) : eventId;
};

/** Whether one was committed before the other was recorded: of two that were under way at once either may come first. */
function isBefore({ recorded: one }: CommittedEvent, { recorded: other }: CommittedEvent): boolean {
  if (!one || !other || one.server !== other.server || one.transaction === other.transaction) return true;
  if (one.transaction >= other.xmax) return false;
  return one.transaction < other.xmin || !other.underWay.includes(one.transaction);
}

/** Events that come after a later one of their subject does. */
function outOfOrder(commits: Commits, eventIds: readonly string[]): string[] {
  const reached = new Map<string, string>();
  return eventIds.filter((id) => {
    const event = commits.byId.get(id);
    if (!event) return false;
    const before = reached.get(event.subject);
    reached.set(event.subject, id);
    const last = commits.byId.get(before ?? '');
    if (!last || (commits.places.get(last.id) ?? 0) <= (commits.places.get(id) ?? 0)) return false;
    return isBefore(event, last);
  });
}

function countOf(traces: readonly Trace[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { eventId } of traces) counts.set(eventId, (counts.get(eventId) ?? 0) + 1);
  return counts;
}

function checkOnce(consumer: ConsumerEvidence, commits: Commits, poisoned: ReadonlySet<string>): string[] {
  const { queue, patterns, handled, effects } = consumer;
  const [handledCount, effectCount] = [countOf(handled), countOf(effects)];
  const findings: string[] = [];
  const expect = (what: string, event: CommittedEvent, count: number, wanted: number) => {
    if (count !== wanted) findings.push(`${queue}: ${name(event)} was ${what} ${count} times, not ${wanted}`);
  };
  for (const event of commits.byId.values()) {
    if (!patterns.some((pattern) => matchesPattern(pattern, event.type))) continue;
    const wanted = poisoned.has(letterKey({ queue, eventId: event.id })) ? 0 : 1;
    expect('handled', event, handledCount.get(event.id) ?? 0, wanted);
    expect('put into effect', event, effectCount.get(event.id) ?? 0, wanted);
  }
  return findings;
}

/** Nothing has an effect that was not committed, nor one that stands in another transaction than its inbox row. */
function checkNothingElse(
  { queue, patterns, handled, effects }: ConsumerEvidence,
  commits: Commits,
): string[] {
  const transactions = new Map(handled.map(({ eventId, transaction }) => [eventId, transaction]));
  const foreign = [...handled, ...effects].flatMap(({ eventId }) => {
    const event = commits.byId.get(eventId);
    if (event && patterns.some((pattern) => matchesPattern(pattern, event.type))) return [];
    return [`${queue}: an effect of ${nameOf(commits, eventId)}, which was not committed for it`];
  });
  const apart = effects
    .filter(({ eventId, transaction }) => (transactions.get(eventId) ?? transaction) !== transaction)
    .map(({ eventId }) => `${queue}: ${nameOf(commits, eventId)} has its effect apart from its inbox row`);
  return [...new Set(foreign), ...apart];
}

function checkConsumer(consumer: ConsumerEvidence, commits: Commits, evidence: Evidence): string[] {
  const { queue, effects } = consumer;
  const poisoned = new Set(evidence.poisoned.map(letterKey));
  const replayed = new Set(evidence.replayed.map(letterKey));
  const inOrder = effects
    .map(({ eventId }) => eventId)
    .filter((eventId) => !replayed.has(letterKey({ queue, eventId })));
  return [
    ...checkOnce(consumer, commits, poisoned),
    ...checkNothingElse(consumer, commits),
    ...outOfOrder(commits, inOrder).map(
      (eventId) => `${queue}: ${nameOf(commits, eventId)} had its effect after a later event of its subject`,
    ),
  ];
}

/** At least once on the way; whatever comes again, the first time of each is in order. */
function checkDelivery({ delivered }: Evidence, commits: Commits): string[] {
  const firstTimes = [...new Set(delivered)];
  const arrived = new Set(firstTimes);
  return [
    ...[...commits.byId.values()]
      .filter(({ id }) => !arrived.has(id))
      .map((event) => `${name(event)} was committed and not published`),
    ...firstTimes.filter((id) => !commits.byId.has(id)).map((id) => `${id} was published and not committed`),
    ...outOfOrder(commits, firstTimes).map(
      (id) => `${nameOf(commits, id)} was published after a later event of its subject`,
    ),
  ];
}

function checkDeadLetters({ deadLetters, poisoned }: Evidence, commits: Commits): string[] {
  const wanted = new Set(poisoned.map(letterKey));
  const places = new Map<string, string[]>();
  for (const letter of deadLetters) {
    const key = letterKey(letter);
    places.set(key, [...(places.get(key) ?? []), letter.place]);
  }
  const title = ({ queue, eventId }: { queue: string; eventId: string }) =>
    `${queue}: ${nameOf(commits, eventId)}`;
  const missing = poisoned
    .filter((letter) => !places.has(letterKey(letter)))
    .map((letter) => `${title(letter)} cannot be handled and is no dead letter`);
  const firstOfEach = new Map(deadLetters.map((letter) => [letterKey(letter), letter]));
  const wrong = [...firstOfEach].flatMap(([key, letter]) => [
    ...(wanted.has(key) ? [] : [`${title(letter)} can be handled and is a dead letter`]),
    ...((places.get(key)?.length ?? 0) > 1
      ? [`${title(letter)} lies in ${places.get(key)?.join(' and in ')}`]
      : []),
  ]);
  return [...missing, ...wrong];
}

/** Whoever was told that there is a payment finds it, and one for each key. */
function checkAnswers({ answers, payments }: Evidence): string[] {
  const byId = new Map(payments.map((payment) => [payment.id, payment]));
  const perKey = new Map<string, number>();
  for (const { idempotencyKey } of payments)
    perKey.set(idempotencyKey, (perKey.get(idempotencyKey) ?? 0) + 1);
  return [
    ...answers
      .filter(({ paymentId, idempotencyKey }) => byId.get(paymentId)?.idempotencyKey !== idempotencyKey)
      .map(
        ({ paymentId, idempotencyKey }) =>
          `the answer to ${idempotencyKey} named ${paymentId}, which is not so`,
      ),
    ...[...perKey]
      .filter(([, count]) => count > 1)
      .map(([key, count]) => `key ${key} made ${count} payments`),
    ...payments
      .filter(({ status }) => status !== 'COMPLETED' && status !== 'FAILED')
      .map(({ id, status }) => `payment ${id} is ${status} for ever`),
  ];
}

/**
 * Compares what was committed with what came of it. Returns a sentence for everything that is not so: each committed
 * event had its effect exactly once at each consumer, in order within its subject, and nothing else had; the ledger is
 * balanced; what could not be handled is a dead letter, once; every answer was true; nothing is left over.
 */
export function checkEvidence(evidence: Evidence): string[] {
  const { commits, findings } = readCommits(evidence.committed);
  return [
    // First what explains the rest.
    ...evidence.leftOver
      .filter(({ count }) => count > 0)
      .map(({ place, count }) => `${count} are left in ${place}`),
    ...findings,
    ...checkDelivery(evidence, commits),
    ...evidence.consumers.flatMap((consumer) => checkConsumer(consumer, commits, evidence)),
    ...checkDeadLetters(evidence, commits),
    ...checkAnswers(evidence),
    ...evidence.ledgerSums
      .filter(({ sumMinor }) => sumMinor !== 0n)
      .map(({ currency, sumMinor }) => `the ledger's postings of ${currency} sum to ${sumMinor}`),
    ...evidence.booksWrong,
  ];
}
