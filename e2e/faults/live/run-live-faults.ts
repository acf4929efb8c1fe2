import { setTimeout as delay } from 'node:timers/promises';
import type { TcpProxy } from '@payloom/testkit/tcp-proxy';
import { Redis } from 'ioredis';
import { breakServer, Turns, type Server } from '../break-server.ts';
import { describeFault, type Timed } from '../plan.ts';
import type { PlanClock } from '../plan-clock.ts';
import type { Report } from '../report.ts';
import type { Crowd } from './crowd.ts';
import type { GatewayName, LiveFault, LivePlan } from './live-plan.ts';
import type { LivePlatform } from './live-platform.ts';

interface Breakables {
  readonly platform: LivePlatform;
  readonly crowd: Crowd;
  readonly clock: PlanClock;
  readonly turns: Turns;
  readonly report: Report;
}

/** Tells Redis itself something, past the proxy. */
async function tellRedis({ redis }: LivePlatform, tell: (own: Redis) => Promise<unknown>): Promise<void> {
  const own = new Redis(redis.url);
  try {
    await tell(own);
  } finally {
    own.disconnect();
  }
}

async function refuseFor(proxy: TcpProxy, refusedMs: number): Promise<void> {
  proxy.refuse();
  proxy.cut();
  await delay(refusedMs);
  proxy.accept();
}

/** Kills a gateway, tells it to stop, or cuts off whoever listens there. */
function breakGateway(
  fault: Extract<LiveFault, { readonly gateway: GatewayName }>,
  breakInTurn: (server: Server, downMs: number) => Promise<void>,
  { platform, crowd, report }: Breakables,
): Promise<void> {
  const gateway = platform.gateways.get(fault.gateway);
  if (!gateway) throw new Error(`There is no ${fault.gateway}`);
  if (fault.kind === 'cut clients') {
    crowd.cutAt(gateway.url);
    return Promise.resolve();
  }
  const end = async () => {
    if (fault.kind === 'kill') return gateway.kill();
    // With everything broken around it, it may give its drain up.
    const code = await gateway.terminate();
    if (code !== 0) report.say(`${gateway.name} exited with ${String(code)}`);
  };
  return breakInTurn({ name: gateway.name, kill: end, restart: () => gateway.restart() }, fault.downMs);
}

/** Breaks something, and resolves when it is whole again. */
function breakIt(fault: LiveFault, breakables: Breakables): Promise<void> {
  const { platform, clock, turns, report } = breakables;
  const { proxies, redis, rabbitMq } = platform;
  const breakInTurn = (server: Server, downMs: number) =>
    turns.take(server.name, () => clock.whileAway(() => breakServer(server, downMs, report)));
  switch (fault.kind) {
    case 'kill Redis':
      return breakInTurn({ ...redis, name: 'Redis' }, fault.downMs);
    case 'kill RabbitMQ':
      return breakInTurn({ ...rabbitMq, name: 'RabbitMQ' }, fault.downMs);
    case 'pause Redis':
      return turns.take('Redis', async () => {
        await tellRedis(platform, (own) => own.client('PAUSE', fault.pausedMs, 'ALL'));
        await delay(fault.pausedMs);
      });
    case 'empty Redis':
      return turns.take('Redis', () => tellRedis(platform, (own) => own.flushall()));
    case 'refuse Redis':
      return turns.take('the proxy of Redis', () => refuseFor(proxies.redis, fault.refusedMs));
    case 'refuse RabbitMQ':
      return turns.take('the proxy of RabbitMQ', () => refuseFor(proxies.rabbitMq, fault.refusedMs));
    case 'cut Redis':
      proxies.redis.cut();
      return Promise.resolve();
    case 'cut RabbitMQ':
      proxies.rabbitMq.cut();
      return Promise.resolve();
    default:
      return breakGateway(fault, breakInTurn, breakables);
  }
}

/** Breaks everything the plan says, each at its time. Resolves when all of it is whole again. */
export async function runLiveFaults({ faults }: LivePlan, given: Omit<Breakables, 'turns'>): Promise<void> {
  const { report, clock } = given;
  const breakables = { ...given, turns: new Turns() };
  const atItsTime = async (fault: Timed<LiveFault>) => {
    await clock.until(fault.atMs);
    report.say(describeFault(fault));
    await breakIt(fault, breakables);
  };
  await Promise.all(faults.map(atItsTime));
}
