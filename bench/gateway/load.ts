import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { z } from 'zod';
import { answerBenchmark } from '../processes/side-process.ts';
import { readResponse } from './response.ts';

/* The clients of all gateways. Each waits for the answer before it asks again, always the same, so there are always as many requests under way. */

const loadSchema = z.object({
  url: z.url(),
  body: z.string(),
  /** The answer, byte for byte. */
  answer: z.string(),
  connections: z.int().positive(),
  ms: z.int().positive(),
});

type Load = z.infer<typeof loadSchema>;

function requestOf({ url, body }: Load): Buffer {
  const { pathname, host } = new URL(url);
  const lines = [
    `POST ${pathname} HTTP/1.1`,
    `host: ${host}`,
    'accept: application/json',
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

async function open(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await once(socket, 'connect');
  return socket;
}

/** Asks until then, and waits for the last answer. Resolves with how long each took. */
function askUntil(
  socket: Socket,
  untilMs: number,
  { request, answer }: { request: Buffer; answer: Buffer },
): Promise<number[]> {
  const { promise, resolve, reject } = Promise.withResolvers<number[]>();
  const times: number[] = [];
  let askedAtMs = 0;
  let received: Buffer | undefined;
  const ask = () => {
    askedAtMs = performance.now();
    socket.write(request);
  };
  const take = (chunk: Buffer) => {
    received = received ? Buffer.concat([received, chunk]) : chunk;
    const response = readResponse(received);
    if (!response) return;
    received = undefined;
    if (response.status !== 200 || !response.body.equals(answer))
      throw new Error(`another answer, ${response.status}: ${response.body.toString().slice(0, 500)}`);
    const nowMs = performance.now();
    times.push(nowMs - askedAtMs);
    if (nowMs < untilMs) ask();
    else resolve(times);
  };
  socket.on('data', (chunk) => {
    try {
      take(chunk);
    } catch (error) {
      reject(error instanceof Error ? error : new Error(String(error)));
    }
  });
  socket.once('error', reject);
  socket.once('close', () => reject(new Error('A connection was closed')));
  ask();
  return promise;
}

async function load(argument: unknown): Promise<number[]> {
  const asked = loadSchema.parse(argument);
  const exchange = { request: requestOf(asked), answer: Buffer.from(asked.answer) };
  const sockets = await Promise.all(Array.from({ length: asked.connections }, () => open(asked.url)));
  try {
    const untilMs = performance.now() + asked.ms;
    const times = await Promise.all(sockets.map((socket) => askUntil(socket, untilMs, exchange)));
    return times.flat();
  } finally {
    for (const socket of sockets) socket.destroy();
  }
}

answerBenchmark({
  /** How long each answer took, in milliseconds. */
  load,
});
