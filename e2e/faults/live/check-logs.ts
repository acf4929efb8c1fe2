import { audienceOf, matchesPattern } from '@payloom/event-contracts/envelope';
import { findContradictions } from './one-order.ts';
import type { LogPart, ReceivedUpdate, SubscriberLog } from './subscriber-log.ts';

/** What feeds the subscription that everybody has. */
const pattern = 'payments.payment.*';

/** How far a payment is, by its status and by its event. */
const stages: Readonly<Record<string, number>> = {
  PENDING: 0,
  PROCESSING: 1,
  COMPLETED: 2,
  FAILED: 2,
  'payments.payment.created': 0,
  'payments.payment.processing': 1,
  'payments.payment.completed': 2,
  'payments.payment.failed': 2,
};

export interface CommittedChange {
  readonly type: string;
  /** The payment. */
  readonly subject: string;
  readonly audience: string;
}

export interface LiveEvidence {
  /** In the order they were committed; only the order within a payment counts. */
  readonly committed: readonly CommittedChange[];
  readonly logs: readonly SubscriberLog[];
  /** How often everything was lost that was kept for subscribers who come back. */
  readonly emptiedCount: number;
}

interface Place {
  readonly event: CommittedChange;
  /** Where it stands among those of its payment. */
  readonly place: number;
}

/** The committed events that feed the subscription. */
interface Commits {
  readonly byName: ReadonlyMap<string, Place>;
  /** Their names, by each entry of their audience. */
  readonly byAudience: ReadonlyMap<string, readonly string[]>;
}

const nameOf = (type: string, paymentId: string): string => `${type} of ${paymentId}`;
const nameOfUpdate = ({ type, paymentId }: ReceivedUpdate): string => nameOf(type, paymentId);

function readCommits(committed: readonly CommittedChange[]): Commits {
  const byName = new Map<string, Place>();
  const byAudience = new Map<string, string[]>();
  const counts = new Map<string, number>();
  for (const event of committed) {
    if (!matchesPattern(pattern, event.type)) continue;
    const place = counts.get(event.subject) ?? 0;
    counts.set(event.subject, place + 1);
    const name = nameOf(event.type, event.subject);
    byName.set(name, { event, place });
    for (const entry of audienceOf(event)) {
      const names = byAudience.get(entry) ?? [];
      names.push(name);
      byAudience.set(entry, names);
    }
  }
  return { byName, byAudience };
}

/** What is for a subscriber, by its name. */
function wantedBy({ audiences }: SubscriberLog, { byName, byAudience }: Commits): Map<string, Place> {
  const names = audiences.flatMap((entry) => byAudience.get(entry) ?? []);
  return new Map(
    names.flatMap((name) => {
      const place = byName.get(name);
      return place ? [[name, place] as const] : [];
    }),
  );
}

const isBehind = (status: string, type: string): boolean =>
  (stages[status] ?? -1) < (stages[type] ?? Infinity);

/** Whether what was fetched shows what the event tells. */
function isFetched({ fetched }: LogPart, { subject, type }: CommittedChange): boolean {
  const status = fetched?.get(subject);
  return status !== undefined && !isBehind(status, type);
}

/** Everything in a part that should not be there, or not in this place. */
function checkUpdates(log: SubscriberLog, part: LogPart, wanted: ReadonlyMap<string, Place>): string[] {
  const arrived = new Set<string>();
  const reached = new Map<string, number>();
  return part.updates.flatMap((update) => {
    const name = nameOfUpdate(update);
    const commit = wanted.get(name);
    if (!commit) return [`${log.name}: ${name} came and is not for it`];
    if (arrived.has(name)) return [`${log.name}: ${name} came again`];
    arrived.add(name);
    const { status, type, paymentId } = update;
    const isLate = commit.place < (reached.get(paymentId) ?? 0);
    reached.set(paymentId, Math.max(commit.place, reached.get(paymentId) ?? 0));
    return [
      ...(isLate ? [`${log.name}: ${name} came after a later event of its payment`] : []),
      ...(status !== undefined && isBehind(status, type)
        ? [`${log.name}: ${name} came with a payment that is still ${status}`]
        : []),
    ];
  });
}

/** What neither came nor was fetched. Behind its last update a part that is closed may lack what it likes. */
function findMissing(log: SubscriberLog, part: LogPart, wanted: ReadonlyMap<string, Place>): string[] {
  if (part.fetched === null) return [];
  const isLast = part === log.parts.at(-1);
  const arrived = new Set(part.updates.map(nameOfUpdate));
  const reached = new Map<string, number>();
  for (const update of part.updates) {
    const place = wanted.get(nameOfUpdate(update))?.place ?? 0;
    reached.set(update.paymentId, Math.max(place, reached.get(update.paymentId) ?? 0));
  }
  return [...wanted]
    .filter(([name, { event, place }]) => {
      if (arrived.has(name) || isFetched(part, event)) return false;
      return isLast || place < (reached.get(event.subject) ?? 0);
    })
    .map(([name]) => name);
}

function checkLog(log: SubscriberLog, commits: Commits, emptiedCount: number): string[] {
  const wanted = wantedBy(log, commits);
  const resyncs = log.parts.filter(({ beganFor }) => beganFor === 'RESYNC_REQUIRED').length;
  return [
    ...(log.parts.at(-1)?.fetched ? [] : [`${log.name}: could not begin`]),
    ...(resyncs > emptiedCount
      ? [`${log.name}: was sent to fetch anew ${resyncs} times, where all was lost ${emptiedCount} times`]
      : []),
    ...log.parts.flatMap((part) => [
      ...checkUpdates(log, part, wanted),
      ...findMissing(log, part, wanted).map((name) => `${log.name}: ${name} never came`),
    ]),
  ];
}

/** An event has one cursor, whoever it comes to. */
function checkCursors(parts: readonly LogPart[]): string[] {
  const cursors = new Map<string, string>();
  const findings = new Set<string>();
  for (const { updates } of parts) {
    for (const update of updates) {
      const name = nameOfUpdate(update);
      if ((cursors.get(name) ?? update.cursor) !== update.cursor) findings.add(`${name} has several cursors`);
      cursors.set(name, update.cursor);
    }
  }
  return [...findings];
}

/** How many events have still to come to somebody. */
export function countMissing({ committed, logs }: Pick<LiveEvidence, 'committed' | 'logs'>): number {
  const commits = readCommits(committed);
  const counts = logs.map((log) => {
    const last = log.parts.at(-1);
    return last?.fetched ? findMissing(log, last, wantedBy(log, commits)).length : 1;
  });
  return counts.reduce((total, count) => total + count, 0);
}

/**
 * Compares what subscribers logged with what was committed. Returns a sentence for everything that is not so: since it
 * began without a cursor, a subscriber has had each event for it exactly once, in order within a payment, but for what it
 * then fetched; nothing else; in one order and with one cursor for all; and it began anew only when all was lost.
 */
export function checkLogs({ committed, logs, emptiedCount }: LiveEvidence): string[] {
  const commits = readCommits(committed);
  // Those before may be of what was lost.
  const lasts = logs.flatMap(({ parts }) => parts.slice(-1));
  return [
    ...logs.flatMap((log) => checkLog(log, commits, emptiedCount)),
    ...checkCursors(lasts),
    ...findContradictions(lasts.map(({ updates }) => [...new Set(updates.map(nameOfUpdate))])).map(
      (name) => `${name} came to some before, to others after what came to both`,
    ),
  ];
}
