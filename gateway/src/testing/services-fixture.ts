import { consumerBindings } from '@payloom/event-contracts/consumers';
import type { Broker } from '@payloom/messaging/broker';
import { openBroker } from '@payloom/messaging/open-broker';
import { eventually } from '@payloom/testkit/eventually';
import { startOwnRabbitMq, type OwnRabbitMq } from '@payloom/testkit/own-rabbitmq';
import { startOwnRedis, type OwnRedis } from '@payloom/testkit/own-redis';
import { startTcpProxy, type TcpProxy } from '@payloom/testkit/tcp-proxy';
import type { GatewayEnv } from '../env.ts';
import { changes } from './live-fixture.ts';
import { silentLog } from './open-graph.ts';
import { paymentEvent, startPaymentsGraph, type PaymentsGraph } from './payments.ts';
import { startTestGateway, watch, type TestGateway, type Watched } from './test-gateway.ts';

const host = '127.0.0.1';

interface Parts {
  readonly rabbitMq: OwnRabbitMq;
  readonly redis: OwnRedis;
  readonly graph: PaymentsGraph;
  /** Stands for the subgraphs, who publish. */
  readonly broker: Broker;
  /** Between the services and a gateway that is started with `throughProxies`. */
  readonly proxies: { readonly rabbitMq: TcpProxy; readonly redis: TcpProxy };
}

const brokerAt = (amqpUrl: string) => ({ amqpUrl, journalPath: undefined, attemptsMax: 12 });

/** A RabbitMQ and a Redis of a test's own, and gateways on them that all take the same tokens. */
export class ServicesFixture {
  readonly rabbitMq: OwnRabbitMq;
  readonly redis: OwnRedis;
  readonly proxies: Parts['proxies'];
  readonly #parts: Parts;
  readonly #gateways: TestGateway[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
    this.rabbitMq = parts.rabbitMq;
    this.redis = parts.redis;
    this.proxies = parts.proxies;
  }

  /** How to reach the services through the proxies. */
  get throughProxies(): Pick<GatewayEnv, 'broker' | 'redisUrl'> {
    const { rabbitMq, redis } = this.proxies;
    return {
      broker: brokerAt(`amqp://guest:guest@${host}:${rabbitMq.port}`),
      redisUrl: `redis://${host}:${redis.port}`,
    };
  }

  async start(different: Partial<GatewayEnv> = {}): Promise<TestGateway> {
    const { graph, rabbitMq, redis } = this.#parts;
    const [first] = this.#gateways;
    const gateway = await startTestGateway(graph.sdl(), {
      broker: brokerAt(rabbitMq.url),
      redisUrl: redis.url,
      ...(first ? { jwksUrl: first.keysUrl } : {}),
      ...different,
    });
    this.#gateways.push(gateway);
    return gateway;
  }

  /** Subscribes through one gateway, behind a cursor where one is given, and waits until that listens. */
  async subscribed(through: TestGateway, userId: string, after?: string): Promise<Watched> {
    const { issuer } = this.#gateways[0] ?? through;
    const connectionParams = { authorization: `Bearer ${await issuer.sign({ userId })}` };
    const { live } = through.gateway;
    const before = live.size;
    const client = through.client({ connectionParams });
    const watched = watch(client, changes, after === undefined ? {} : { after });
    await eventually(() => expect(live.size).toBe(before + 1));
    return watched;
  }

  /** Publishes events of new payments; resolves with the payments' ids. */
  async publishFor(userId: string, count: number): Promise<string[]> {
    const events = Array.from({ length: count }, () => paymentEvent(userId));
    await this.#parts.broker.publish(events);
    return events.map(({ subject }) => subject);
  }

  /** Waits until the gateways' queue is empty; resolves with how many of its events have become dead letters. */
  async drained(): Promise<number> {
    return eventually(async () => {
      const [state] = await this.#parts.broker.inspect(['gateway.live.deliver']);
      expect(state).toMatchObject({ waiting: 0, delayed: 0 });
      return state?.deadLetters ?? NaN;
    });
  }

  /** Waits until no subscription runs any more. */
  async settle(): Promise<void> {
    await eventually(() => expect(this.#gateways.filter(({ gateway }) => gateway.live.size > 0)).toEqual([]));
  }

  async stop(): Promise<void> {
    const { rabbitMq, redis, graph, broker, proxies } = this.#parts;
    for (const gateway of this.#gateways) await gateway.stop();
    await broker.close();
    await Promise.all(Object.values(proxies).map((proxy) => proxy.stop()));
    await Promise.all([rabbitMq.stop(), redis.stop(), graph.stop()]);
  }
}

/** Starts the services; that takes some seconds. */
export async function startServicesFixture(): Promise<ServicesFixture> {
  const [rabbitMq, redis, graph] = await Promise.all([
    startOwnRabbitMq(),
    startOwnRedis(),
    startPaymentsGraph(),
  ]);
  const proxies = {
    rabbitMq: await startTcpProxy({ host, port: rabbitMq.port }),
    redis: await startTcpProxy({ host, port: redis.port }),
  };
  const broker = await openBroker({ ...brokerAt(rabbitMq.url), log: silentLog });
  await broker.declare(...consumerBindings);
  return new ServicesFixture({ rabbitMq, redis, graph, broker, proxies });
}
