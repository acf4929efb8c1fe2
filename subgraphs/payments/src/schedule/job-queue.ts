import type { EntityManager } from '@mikro-orm/postgresql';
import { PgBoss } from 'pg-boss';
import type { Context } from '../context.ts';
import { expirePaymentRequests } from '../operations/expire-payment-requests.ts';
import { runDueSchedules } from '../operations/run-due-schedules.ts';

const queue = 'run-due-schedules';
const everyMinute = '* * * * *';
const connectionsMax = 2;
const pollEverySeconds = 5;
/** A replica that died in a round has its job taken over after so long; its transactions were undone at once. */
const roundTimeMaxSeconds = 60;
const stopTimeMaxMs = 10_000;

export interface JobQueueOptions {
  readonly databaseUrl: string;
  readonly em: EntityManager;
  readonly log: Pick<Context['log'], 'warn'>;
}

/**
 * Runs what is due, and expires what is over, every minute, on one replica of all, and once at the start for what was missed. pg-boss keeps its jobs
 * in a schema of its own in this database and migrates it itself. The jobs are only knocks at the door: what is due stands
 * in `payment_schedule`, and a lost or doubled job does no harm.
 */
export async function startJobQueue({
  databaseUrl,
  em,
  log,
}: JobQueueOptions): Promise<{ stop(): Promise<void> }> {
  const boss = new PgBoss({ connectionString: databaseUrl, schema: 'job_queue', max: connectionsMax });
  boss.on('error', (err) => log.warn({ err }, 'the job queue failed and will try again'));
  await boss.start();
  await boss.createQueue(queue, { expireInSeconds: roundTimeMaxSeconds, retryLimit: 3, retryBackoff: true });
  await boss.work(queue, { pollingIntervalSeconds: pollEverySeconds }, async () => {
    await expirePaymentRequests(em);
    await runDueSchedules({ em, log });
  });
  await boss.schedule(queue, everyMinute);
  await boss.send(queue);
  return { stop: () => boss.stop({ graceful: true, timeout: stopTimeMaxMs }) };
}
