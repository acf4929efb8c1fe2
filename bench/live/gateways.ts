import { join } from 'node:path';
import { eventually } from '@payloom/testkit/eventually';
import { consumers, type ConsumerQueue } from '@payloom/event-contracts/consumers';
import { connect } from 'amqplib';
import getPort from 'get-port';
import { z } from 'zod';
import { GatewayProcess, type GatewayProgram } from '../processes/gateway-process.ts';
import { hiveProgram } from '../processes/hive-program.ts';
import { ourProgram } from '../processes/our-program.ts';
import type { Stage } from './stage.ts';

const connectionsMax = 20_000;

export type GatewayName = 'ours' | 'hive';

/** A gateway with how many clients it serves. */
export interface StartedGateway {
  readonly name: GatewayName;
  readonly process: GatewayProcess;
  readonly socketUrl: string;
  /** How many subscriptions run; of Hive Gateway's, those that have reached the subgraph. */
  subscriptionsCount(): Promise<number>;
  stop(): Promise<void>;
}

async function oursProgram(stage: Stage): Promise<GatewayProgram> {
  return ourProgram({
    name: 'The gateway',
    port: await getPort(),
    supergraphPath: stage.supergraphPath,
    env: {
      JWKS_URL: stage.keysUrl,
      AMQP_URL: stage.amqpUrl,
      REDIS_URL: stage.redisUrl,
      LIVE_CONNECTIONS_MAX: String(connectionsMax),
    },
    debuggerPort: await getPort(),
  });
}

const socketUrlOf = ({ readyUrl }: GatewayProgram): string => `ws://${new URL(readyUrl).host}/graphql`;

const ourQueue: ConsumerQueue = 'gateway.live.deliver';

async function deleteQueues(amqpUrl: string, isUnwanted: (queue: string) => boolean): Promise<void> {
  const amqp = await connect(amqpUrl);
  const channel = await amqp.createChannel();
  for (const queue of Object.keys(consumers)) if (isUnwanted(queue)) await channel.deleteQueue(queue);
  await amqp.close();
}

async function subscriptionsOf(origin: string): Promise<number> {
  const metrics = await (await fetch(`${origin}/metrics`)).text();
  return Number(/^payloom_gateway_subscriptions(?:\{.*\})? (\d+)/m.exec(metrics)?.[1] ?? 0);
}

/** Our gateway: its `main.ts`, with RabbitMQ and Redis. */
export async function startOurs(stage: Stage): Promise<StartedGateway> {
  const program = await oursProgram(stage);
  // What came while Hive Gateway was measured is none of its matters.
  await deleteQueues(stage.amqpUrl, (queue) => queue === ourQueue);
  const started = await GatewayProcess.start(program);
  // Those of services that do not run here would only fill up.
  await deleteQueues(stage.amqpUrl, (queue) => queue !== ourQueue);
  return {
    name: 'ours',
    process: started,
    socketUrl: socketUrlOf(program),
    subscriptionsCount: () => subscriptionsOf(new URL(program.readyUrl).origin),
    stop: () => started.stop(),
  };
}

/** Hive Gateway as its command runs it: one process, and documents compiled, which is its faster way. */
export async function startHive(stage: Stage): Promise<StartedGateway> {
  const program = hiveProgram({
    name: 'Hive Gateway',
    port: await getPort(),
    supergraphPath: stage.supergraphPath,
    configPath: join(import.meta.dirname, 'hive-gateway-config.ts'),
    debuggerPort: await getPort(),
  });
  const started = await GatewayProcess.start(program);
  return {
    name: 'hive',
    process: started,
    socketUrl: socketUrlOf(program),
    subscriptionsCount: () => stage.feed.ask('subscribersCount', null, z.int()),
    stop: async () => {
      await started.stop();
      await eventually(async () => {
        const left = await stage.feed.ask('subscribersCount', null, z.int());
        if (left > 0) throw new Error(`The feed still has ${left} subscribers`);
      });
    },
  };
}
