import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { connect, type Message } from 'amqplib';
import { buildSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import { exchange } from '../events/tables.ts';
import { feedSdl } from './graph.ts';
import { answerBenchmark } from '../processes/side-process.ts';

/* The subgraph that Hive Gateway takes the subscription from: events of RabbitMQ, handed to whoever subscribes. */

interface Change {
  readonly paymentChanged: {
    readonly cursor: string;
    readonly type: string;
    readonly at: string;
    readonly payment: { readonly id: string };
  };
}

/** The events for one subscriber, as they come. */
class Feed implements AsyncIterableIterator<Change, undefined, undefined> {
  readonly payerId: string | null;
  #waiting: Change[] = [];
  #wake: ((result: IteratorResult<Change, undefined>) => void) | undefined;

  constructor(payerId: string | null) {
    this.payerId = payerId;
    feeds.add(this);
  }

  push(change: Change): void {
    if (!this.#wake) return void this.#waiting.push(change);
    this.#wake({ done: false, value: change });
    this.#wake = undefined;
  }

  async next(): Promise<IteratorResult<Change, undefined>> {
    const change = this.#waiting.shift();
    if (change) return { done: false, value: change };
    return new Promise((resolve) => (this.#wake = resolve));
  }

  async return(): Promise<IteratorResult<Change, undefined>> {
    feeds.delete(this);
    this.#wake?.({ done: true, value: undefined });
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

const feeds = new Set<Feed>();
const eventSchema = z.custom<EventEnvelope>((value) => typeof value === 'object' && value !== null);
let nextPosition = 1_000_000_000_000_000;
/** When which payment's event came out of RabbitMQ: no gateway can have it sooner. */
let arrivals: [paymentId: string, atMs: number][] = [];

function announce({ type, time, subject, data }: EventEnvelope): void {
  arrivals.push([subject, performance.timeOrigin + performance.now()]);
  nextPosition += 1;
  // As long as a cursor of ours.
  const cursor = Buffer.from(`abcdefghijkl:${nextPosition}`).toString('base64url');
  const change = { paymentChanged: { cursor, type, at: time, payment: { id: subject } } };
  for (const feed of feeds) if (feed.payerId === null || feed.payerId === data['payerId']) feed.push(change);
}

async function follow(argument: unknown): Promise<void> {
  const amqp = await connect(z.string().parse(argument));
  const channel = await amqp.createChannel();
  const { queue } = await channel.assertQueue('', { exclusive: true, autoDelete: true });
  await channel.bindQueue(queue, exchange, 'payments.payment.#');
  const take = (content: Buffer) => announce(eventSchema.parse(JSON.parse(content.toString())));
  const onMessage = (message: Message | null) => {
    if (message) take(message.content);
  };
  await channel.consume(queue, onMessage, { noAck: true });
}

const argsSchema = z.object({ payerId: z.string().nullish() });
const roots = {
  subscription: { paymentChanged: (args: unknown) => new Feed(argsSchema.parse(args).payerId ?? null) },
};
const server = createServer((_request, response) => response.writeHead(404).end());
const sockets = new WebSocketServer({ server, path: '/subscriptions' });
useServer({ schema: buildSchema(feedSdl), roots }, sockets);
await once(server.listen(0, '127.0.0.1'), 'listening');
const { port } = server.address() as AddressInfo;

answerBenchmark({
  address: () => `http://127.0.0.1:${port}/graphql`,
  follow,
  subscribersCount: () => feeds.size,
  takeArrivals: () => {
    const taken = arrivals;
    arrivals = [];
    return taken;
  },
});
