import { setTimeout as delay } from 'node:timers/promises';
import { consumers, isConsumerQueue, type ConsumerQueue } from '@payloom/event-contracts/consumers';
import { z } from 'zod';
import { checkEvidence } from '../faults/check-evidence.ts';
import { logAdmin, logEvents, logPayments, takeLogAway } from '../faults/commit-log.ts';
import type {
  AnswerEvidence,
  CommittedEvent,
  ConsumerEvidence,
  Evidence,
  Trace,
} from '../faults/evidence.ts';
import { fewOfEachKind } from '../faults/few-of-each-kind.ts';
import {
  auditQueue,
  consumersOf,
  eventFinder,
  readBooks,
  readCollected,
  readEffects,
  readHandled,
  readRecorded,
} from '../faults/gather-evidence.ts';
import { compose } from './containers.ts';
import { query, subgraphs, type StackSubgraph } from './databases.ts';

/** RabbitMQ counts the messages of a quorum queue every five seconds: what it says may be as old as that. */
const quietMsMin = 7_000;
const quietMsMax = 180_000;
const pollMs = 1_000;

/** Consumers whose effects are looked at beside their inbox rows. */
const withEffects: readonly ConsumerQueue[] = [
  auditQueue,
  'payments.wallets.open',
  'payments.payments.process',
  'payments.payments.complete',
];

const loggers = { auth: logEvents, profile: logEvents, payments: logPayments, admin: logAdmin };

/** Begins to write down what the databases of the stack commit, once nothing of before is under way. */
export async function keepLogs(): Promise<void> {
  await dropLogs();
  const left = await untilQuiet();
  if (left.length > 0) throw new Error(`The stack does not become quiet: ${JSON.stringify(left)}`);
  for (const subgraph of subgraphs) await query(subgraph, loggers[subgraph]);
}

/** Leaves the databases as they were. */
export async function dropLogs(): Promise<void> {
  for (const subgraph of subgraphs) await query(subgraph, takeLogAway);
}

const queuesSchema = z.array(z.object({ name: z.string(), messages: z.number() }));

async function leftInQueues(): Promise<Evidence['leftOver']> {
  const listed = await compose(
    ...['exec', '-T', 'rabbitmq', 'rabbitmqctl', '--silent', 'list_queues', 'name', 'messages'],
    ...['--formatter', 'json'],
  );
  return queuesSchema
    .parse(JSON.parse(listed.join('\n')))
    .map(({ name: place, messages: count }) => ({ place, count }));
}

const countSql = (from: string) => `select count(*)::int as count from ${from}`;

async function leftInDatabase(subgraph: StackSubgraph): Promise<Evidence['leftOver']> {
  const places = ['outbox', ...(subgraph === 'payments' ? [underWay] : [])];
  return query(subgraph, (database) =>
    Promise.all(
      places.map(async (from) => {
        const { rows } = await database.query<{ count: number }>(countSql(from));
        return { place: `${from} of ${subgraph}`, count: rows[0]?.count ?? 0 };
      }),
    ),
  );
}
const underWay = `payment where status in ('PENDING', 'PROCESSING')`;

/** Resolves with what still moves when nothing has moved for long enough, or too long has passed. */
async function untilQuiet(): Promise<Evidence['leftOver']> {
  const deadlineMs = Date.now() + quietMsMax;
  for (let quietSinceMs: number | undefined; ;) {
    const inDatabases = (await Promise.all(subgraphs.map(leftInDatabase))).flat();
    const left = [...inDatabases, ...(await leftInQueues())].filter(({ count }) => count > 0);
    quietSinceMs = left.length === 0 ? (quietSinceMs ?? Date.now()) : undefined;
    if (Date.now() > (quietSinceMs ?? Infinity) + quietMsMin || Date.now() > deadlineMs) return left;
    await delay(pollMs);
  }
}

async function readLogs(subgraph: StackSubgraph) {
  return query(subgraph, async (database) => ({
    queues: Object.keys(consumers)
      .filter(isConsumerQueue)
      .filter((queue) => queue.startsWith(`${subgraph}.`)),
    recorded: await readRecorded(database),
    handled: await readHandled(database),
    effects: await readEffects(database),
  }));
}

/** Inbox rows of one transaction are written by their ids, which say nothing of the order of effects: they count as in order. */
function byTransaction(handled: readonly Trace[], committed: readonly CommittedEvent[]): Trace[] {
  const places = new Map(committed.map(({ id }, place) => [id, place]));
  const placeOf = ({ eventId }: Trace): number => places.get(eventId) ?? -1;
  const transactions = Map.groupBy(handled, ({ transaction }) => transaction);
  return [...transactions.values()].flatMap((rows) =>
    rows.sort((one, other) => placeOf(one) - placeOf(other)),
  );
}

/** Where effects are not looked at, the inbox row stands for them. */
const orInbox = (seen: ConsumerEvidence, committed: readonly CommittedEvent[]): ConsumerEvidence =>
  withEffects.some((queue) => queue === seen.queue)
    ? seen
    : { ...seen, effects: byTransaction(seen.handled, committed) };

/** Waits until all is quiet, and says of what was committed since the logs are kept whatever is lost, doubled or wrong. */
export async function findings(
  answers: readonly AnswerEvidence[],
): Promise<{ findings: string[]; eventsCount: number }> {
  const leftOver = await untilQuiet();
  const logs = await Promise.all(subgraphs.map(readLogs));
  const committed = logs.flatMap(({ recorded }) => recorded);
  const findEvent = eventFinder(committed);
  const seen = logs.flatMap(({ queues, handled, effects }) =>
    consumersOf(queues, handled, effects, findEvent).map((consumer) => orInbox(consumer, committed)),
  );
  const evidence: Evidence = {
    answers,
    committed,
    // What was published and what of it arrived, the consumers show: gateways take the queue that collects everything.
    delivered: committed.map(({ id }) => id),
    consumers: seen,
    deadLetters: await query('admin', readCollected),
    poisoned: [],
    replayed: [],
    leftOver,
    ...(await query('payments', readBooks)),
  };
  return { findings: fewOfEachKind(checkEvidence(evidence)), eventsCount: committed.length };
}
