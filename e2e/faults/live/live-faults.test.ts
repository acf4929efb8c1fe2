import { rm } from 'node:fs/promises';
import { fewOfEachKind } from '../few-of-each-kind.ts';
import { readRecorded } from '../gather-evidence.ts';
import { People } from '../people.ts';
import { PlanClock } from '../plan-clock.ts';
import { Publisher } from '../publisher.ts';
import { openReport } from '../report.ts';
import { readSettings } from '../settings.ts';
import { checkLogs, countMissing } from './check-logs.ts';
import { Crowd } from './crowd.ts';
import { livePeopleCount, livePlanOf } from './live-plan.ts';
import { startLivePlatform, type LivePlatform } from './live-platform.ts';
import { runLiveFaults } from './run-live-faults.ts';
import { untilEverythingCame } from './until-everything-came.ts';

const startMsMax = 300_000;
const runMsMax = 1_500_000;

const { seed, paymentsCount, subscribersCount } = readSettings();
const plan = livePlanOf(seed, paymentsCount, subscribersCount);
const again = `PAYLOOM_FAULT_SEED=${seed} PAYLOOM_FAULT_PAYMENTS=${paymentsCount} PAYLOOM_FAULT_SUBSCRIBERS=${subscribersCount}`;

describe(`the live updates of ${paymentsCount} payments to ${subscribersCount} subscribers, broken by seed ${seed}`, () => {
  const report = openReport();
  let platform: LivePlatform;
  let publisher: Publisher;
  let people: People;
  let crowd: Crowd;
  const clock = new PlanClock();

  beforeAll(async () => {
    report.say(`to run this again: ${again}`);
    platform = await startLivePlatform();
    publisher = await Publisher.open(platform.amqpUrl);
    people = new People(platform, publisher, livePeopleCount);
    await people.prepare();
    crowd = new Crowd(plan, people.all, platform);
    report.say(`everything runs, and logs into ${platform.logFolder}`);
  }, startMsMax);

  afterAll(async () => {
    clock.stop();
    await crowd?.stop();
    await Promise.allSettled([publisher?.close(), platform?.stop()]);
  }, startMsMax);

  it(
    'come to everybody whom they are for, in order and once each, whichever gateway they listen at',
    async () => {
      crowd.start();
      clock.start();
      await Promise.all([
        people.payAll(plan.payments, clock),
        crowd.run(plan, clock),
        runLiveFaults(plan, { platform, crowd, report, clock }),
      ]);
      report.say('nothing is broken any more');
      const logs = crowd.subscribers;
      const missing = async () => countMissing({ committed: await platform.query(readRecorded), logs });
      const leftOver = await untilEverythingCame(platform, missing, report);
      const committed = await platform.query(readRecorded);
      const emptiedCount = plan.faults.filter(({ kind }) => kind === 'empty Redis').length;
      const updates = logs.flatMap(({ parts }) => parts).flatMap((part) => part.updates);
      report.say(`${committed.length} events, ${updates.length} updates; lines ended: ${crowd.ends()}`);
      expect(
        fewOfEachKind([
          ...leftOver.map(({ place, count }) => `${count} are left in ${place}`),
          ...platform.deaths,
          ...checkLogs({ committed, logs, emptiedCount }),
        ]),
      ).toEqual([]);
      expect(people.answers.length).toBeGreaterThanOrEqual(paymentsCount);
      await rm(platform.logFolder, { recursive: true, force: true });
    },
    runMsMax,
  );
});
