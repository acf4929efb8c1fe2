import { checkEvidence } from './check-evidence.ts';
import { Poison } from './commit-log.ts';
import { fewOfEachKind } from './few-of-each-kind.ts';
import { gatherEvidence, type Known } from './gather-evidence.ts';
import { PlanClock } from './plan-clock.ts';
import { planOf } from './plan.ts';
import { removeLogs, startPlatform, type Platform } from './platform.ts';
import { Publisher } from './publisher.ts';
import { drainEverything, untilAllIsHandled } from './queues.ts';
import { replayAll } from './replay-dead-letters.ts';
import { openReport } from './report.ts';
import { runFaults } from './run-faults.ts';
import { readSettings } from './settings.ts';
import { untilItWorks } from './until-it-works.ts';
import { Traffic } from './traffic.ts';

const startMsMax = 300_000;
const runMsMax = 1_500_000;

const { seed, paymentsCount } = readSettings();
const plan = planOf(seed, paymentsCount);
const again = `PAYLOOM_FAULT_SEED=${seed} PAYLOOM_FAULT_PAYMENTS=${paymentsCount}`;

describe(`the events of ${paymentsCount} payments, broken by seed ${seed}`, () => {
  const report = openReport();
  let platform: Platform;
  let publisher: Publisher;
  let traffic: Traffic;
  let poison: Poison;
  const clock = new PlanClock();
  const delivered: string[] = [];

  beforeAll(async () => {
    report.say(`to run this again: ${again}`);
    platform = await startPlatform();
    poison = new Poison((use) => platform.query('admin', use));
    publisher = await Publisher.open(platform.amqpUrl);
    traffic = new Traffic(platform, publisher);
    await traffic.prepare();
    report.say(`everything runs, and logs into ${platform.logFolder}`);
  }, startMsMax);

  afterAll(async () => {
    clock.stop();
    await Promise.allSettled([publisher?.close(), platform?.stop()]);
  }, startMsMax);

  /** Waits until nothing moves, and returns everything that is not as it should be. */
  async function findings(isReplayed: boolean): Promise<string[]> {
    const leftOver = await untilAllIsHandled(platform, report);
    report.say(leftOver.length === 0 ? 'all is quiet' : 'it does not become quiet');
    delivered.push(...(await drainEverything(platform)).map(({ id }) => id));
    const known: Known = {
      answers: traffic.answers,
      delivered,
      leftOver,
      published: publisher.committed,
      poison,
      isReplayed,
    };
    const evidence = await gatherEvidence(platform, known);
    const { committed, payments, deadLetters } = evidence;
    report.say(
      `${payments.length} payments, ${committed.length} events, ${delivered.length} deliveries, ${deadLetters.length} dead letters`,
    );
    return fewOfEachKind([...platform.deaths, ...checkEvidence(evidence)]);
  }

  it(
    'have their effects once each and in order, or are dead letters, once; replaying those heals the audit log',
    async () => {
      await poison.put();
      clock.start();
      const [, cutWithin] = await Promise.all([
        traffic.run(plan, clock, () => untilItWorks(() => poison.sparesNewPayments())),
        runFaults(plan, { platform, publisher, report, clock }),
      ]);
      report.say('nothing is broken any more');
      expect(await findings(false)).toEqual([]);
      expect(traffic.answers.length).toBeGreaterThanOrEqual(paymentsCount);
      expect(cutWithin.size).toBe(3);

      await poison.takeAway();
      report.say(`${await replayAll(platform)} dead letters were replayed`);
      expect(await findings(true)).toEqual([]);
      await removeLogs(platform);
    },
    runMsMax,
  );
});
