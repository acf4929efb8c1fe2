import { once } from 'node:events';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { subscription } from './graph.ts';
import { answerBenchmark } from '../processes/side-process.ts';

/* The clients of all sockets: they subscribe, and note which update came when. */

const openingAtOnceMax = 50;
const waitMaxMs = 120_000;

const openSchema = z.object({
  url: z.string(),
  /** One client for each. */
  subscribers: z.array(z.object({ token: z.string().nullable(), payerId: z.string().nullable() })),
  /** A server gets no more than one port for each, so clients come from several. */
  sourceAddress: z.string(),
});
const messageSchema = z.object({ type: z.string(), payload: z.unknown().optional() });
const updateSchema = z.object({
  data: z.object({ paymentChanged: z.object({ payment: z.object({ id: z.string() }) }) }),
  errors: z.undefined().optional(),
});

type Subscriber = z.infer<typeof openSchema>['subscribers'][number];

const sockets = new Set<WebSocket>();
let received: [paymentId: string, atMs: number][] = [];
/** The latest of each server. */
const lastUpdates = new Map<string, unknown>();
let problem: string | undefined;
let expected: { count: number; resolve: () => void } | undefined;

function take(url: string, payload: unknown): void {
  const atMs = performance.timeOrigin + performance.now();
  const { data } = updateSchema.safeParse(payload);
  if (!data) problem ??= `an update with ${JSON.stringify(payload).slice(0, 500)}`;
  received.push([data?.data.paymentChanged.payment.id ?? '', atMs]);
  lastUpdates.set(url, payload);
  if (problem !== undefined || (expected && received.length >= expected.count)) expected?.resolve();
}

async function openOne(url: string, { token, payerId }: Subscriber, localAddress: string): Promise<void> {
  const socket = new WebSocket(url, 'graphql-transport-ws', { localAddress, perMessageDeflate: false });
  const say = (message: object) => socket.send(JSON.stringify(message));
  const acknowledged = Promise.withResolvers<void>();
  socket.on('message', (data) => {
    if (!Buffer.isBuffer(data)) return;
    const { type, payload } = messageSchema.parse(JSON.parse(data.toString()));
    if (type === 'next') take(url, payload);
    else if (type === 'connection_ack') acknowledged.resolve();
    else if (type === 'ping') say({ type: 'pong' });
    else if (type !== 'pong') problem ??= `${type} ${JSON.stringify(payload)}`;
  });
  socket.once('close', (code) => {
    if (sockets.delete(socket)) problem ??= `a socket was closed with ${code}`;
  });
  await once(socket, 'open');
  sockets.add(socket);
  say({ type: 'connection_init', payload: token === null ? {} : { authorization: `Bearer ${token}` } });
  await acknowledged.promise;
  say({
    id: '1',
    type: 'subscribe',
    payload: { query: subscription, variables: payerId === null ? {} : { payerId } },
  });
}

async function open(argument: unknown): Promise<void> {
  const { url, subscribers, sourceAddress } = openSchema.parse(argument);
  const left = subscribers.values();
  const openSome = async () => {
    for (const subscriber of left) await openOne(url, subscriber, sourceAddress);
  };
  await Promise.all(Array.from({ length: openingAtOnceMax }, openSome));
}

function check(): void {
  if (problem !== undefined) throw new Error(problem);
}

/** Resolves when so many updates have come since the last `takeReceived`. */
async function waitForUpdates(argument: unknown): Promise<void> {
  const count = z.int().parse(argument);
  const done = Promise.withResolvers<void>();
  const timer = setTimeout(done.resolve, waitMaxMs);
  expected = { count, resolve: done.resolve };
  if (received.length < count && problem === undefined) await done.promise;
  clearTimeout(timer);
  expected = undefined;
  check();
  if (received.length < count) throw new Error(`Only ${received.length} of ${count} updates came`);
}

async function close(): Promise<void> {
  const open = [...sockets];
  sockets.clear();
  const closed = open.map((socket) => once(socket, 'close'));
  for (const socket of open) socket.close();
  await Promise.all(closed);
  problem = undefined;
}

answerBenchmark({
  open,
  check,
  waitForUpdates,
  /** Which updates came when since it was last asked, in milliseconds of the system's clock. */
  takeReceived: () => {
    const taken = received;
    received = [];
    return taken;
  },
  lastUpdate: (url) => lastUpdates.get(z.string().parse(url)),
  close,
});
