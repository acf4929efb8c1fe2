import { setTimeout as delay } from 'node:timers/promises';
import { envelopeSchema, type EventEnvelope } from '@payloom/event-contracts/envelope';
import { describeFault, type CutWithin, type Fault, type Plan, type Timed } from './plan.ts';
import type { PlanClock } from './plan-clock.ts';
import type { Platform } from './platform.ts';
import type { Publisher } from './publisher.ts';
import { FrameCutter } from './rabbitmq-frames.ts';
import type { Report } from './report.ts';
import { breakServer, Turns, type Server } from './break-server.ts';
import { untilItWorks } from './until-it-works.ts';

interface Breakables {
  readonly platform: Platform;
  readonly publisher: Publisher;
  readonly cutter: FrameCutter;
  readonly clock: PlanClock;
  readonly turns: Turns;
  readonly report: Report;
}

/** Of the events that the audit log has heard of, and so were published, some drawn by `salt`. */
async function drawHandled(platform: Platform, count: number, salt: number): Promise<EventEnvelope[]> {
  const draw = 'select id from audit_entries order by md5(id::text || $1) limit $2';
  const ids = await platform.query('admin', async (database) => {
    const { rows } = await database.query<{ id: string }>(draw, [String(salt), count]);
    return rows.map(({ id }) => id);
  });
  return platform.query('payments', async (database) => {
    const find = 'select event from fault_recorded where event_id = any($1::uuid[]) order by position';
    const { rows } = await database.query<{ event: unknown }>(find, [ids]);
    return rows.map(({ event }) => envelopeSchema.parse(event));
  });
}

/** Breaks something, and resolves when it is whole again. */
function breakIt(
  fault: Fault,
  { platform, publisher, cutter, turns, report, clock }: Breakables,
): Promise<void> {
  const { proxy, rabbitMq, postgres } = platform;
  const breakInTurn = (server: Server, downMs: number) =>
    turns.take(server.name, () => clock.whileAway(() => breakServer(server, downMs, report)));
  switch (fault.kind) {
    case 'kill': {
      const replica = platform.replicas.get(fault.replica);
      if (!replica) throw new Error(`There is no ${fault.replica}`);
      return breakInTurn(replica, fault.downMs);
    }
    case 'kill RabbitMQ':
      return breakInTurn({ ...rabbitMq, name: 'RabbitMQ' }, fault.downMs);
    case 'kill PostgreSQL':
      return breakInTurn({ ...postgres, name: 'PostgreSQL' }, fault.downMs);
    case 'cut all connections':
      proxy.cut();
      return Promise.resolve();
    case 'refuse connections':
      return turns.take('proxy', async () => {
        proxy.refuse();
        proxy.cut();
        await delay(fault.refusedMs);
        proxy.accept();
      });
    case 'publish again':
      return untilItWorks(() => drawHandled(platform, fault.count, fault.salt)).then((events) =>
        publisher.publishAgain([
          ...events,
          ...publisher.some('profile.notification.mail-requested', fault.count),
        ]),
      );
    default:
      cutter.arm(fault);
      return Promise.resolve();
  }
}

/**
 * Breaks everything the plan says, each at its time. Resolves when all of it is whole again, with the kinds of messages
 * within which a connection was cut.
 */
export async function runFaults(
  { faults }: Plan,
  given: Omit<Breakables, 'turns' | 'cutter'>,
): Promise<ReadonlySet<CutWithin>> {
  const { platform, report, clock } = given;
  const done = new Set<CutWithin>();
  const cutter = new FrameCutter(platform.proxy, (kind) => {
    done.add(kind);
    report.say(`${kind}: done`);
  });
  const breakables = { ...given, cutter, turns: new Turns() };
  const atItsTime = async (fault: Timed<Fault>) => {
    await clock.until(fault.atMs);
    report.say(describeFault(fault));
    await breakIt(fault, breakables);
  };
  try {
    await Promise.all(faults.map(atItsTime));
    return done;
  } finally {
    cutter.disarm();
  }
}
