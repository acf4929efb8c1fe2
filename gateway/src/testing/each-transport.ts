import { eventually } from '@payloom/testkit/eventually';
import type { JsonObject } from '../executor/json.ts';
import { plain, type PlainResult } from './open-graph.ts';
import { openAcknowledged } from './raw-socket.ts';
import { openRawStream } from './raw-stream.ts';
import type { TestGateway } from './test-gateway.ts';

/** The ways in which an operation can be sent. */
export const transports = ['a POST', 'a WebSocket', 'an event stream'] as const;
export type Transport = (typeof transports)[number];

async function overSocket(origin: string, payload: JsonObject, token?: string): Promise<PlainResult> {
  const raw = await openAcknowledged(origin, token);
  raw.say({ type: 'subscribe', id: 'one', payload });
  let close: object | undefined;
  void raw.closed.then(({ code, reason }) => (close = { message: reason, extensions: { code } }));
  const answer = await eventually(() => {
    const said = raw.messages.find(({ type }) => type === 'next' || type === 'error');
    if (said) return said.type === 'next' ? said.payload : { errors: said.payload };
    if (close) return { errors: [close] };
    throw new Error('No answer so far');
  });
  raw.socket.terminate();
  return JSON.parse(JSON.stringify(answer)) as PlainResult;
}

async function overStream(
  origin: string,
  payload: JsonObject | string,
  token?: string,
): Promise<PlainResult> {
  const stream = await openRawStream(origin, payload, { token });
  await stream.ended;
  const [result] = stream.results();
  return result ? plain(result) : (JSON.parse(stream.rest()) as PlainResult);
}

/** Sends one operation, and resolves with the first that is answered. A socket that is closed for it is an error too. */
export async function askOver(
  transport: Transport,
  test: Pick<TestGateway, 'gateway' | 'post'>,
  payload: JsonObject,
  token?: string,
): Promise<PlainResult> {
  const { url } = test.gateway;
  if (transport === 'a WebSocket') return overSocket(url, payload, token);
  if (transport === 'an event stream') return overStream(url, payload, token);
  return (await test.post(payload, token === undefined ? {} : { authorization: `Bearer ${token}` })).body;
}
