import { request, type IncomingMessage } from 'node:http';
import { eventually } from '@payloom/testkit/eventually';
import type { ExecutionResult } from 'graphql';
import type { JsonObject } from '../executor/json.ts';

/** An event stream, word by word. */
export interface RawStream {
  readonly status: number;
  readonly response: IncomingMessage;
  /** What came besides whole events: the body, where it is no stream. */
  rest(): string;
  /** The results that came. */
  results(): readonly ExecutionResult[];
  /** How often a comment came, which keeps the stream alive. */
  beats(): number;
  /** How it ended: with the word that it is complete, or broken off. */
  readonly ended: Promise<'complete' | 'broken off'>;
  close(): void;
}

export interface RawStreamOptions {
  readonly token?: string | undefined;
  readonly headers?: Record<string, string>;
}

const accepted = { accept: 'text/event-stream', 'content-type': 'application/json' };

/** Sends an operation to be answered by an event stream. */
export async function openRawStream(
  origin: string,
  body: JsonObject | string,
  { token, headers = {} }: RawStreamOptions = {},
): Promise<RawStream> {
  const authorization: Record<string, string> =
    token === undefined ? {} : { authorization: `Bearer ${token}` };
  const asking = request(`${origin}/graphql/stream`, {
    method: 'POST',
    agent: false,
    headers: { ...accepted, ...authorization, ...headers },
  });
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    asking.once('response', resolve);
    asking.once('error', reject);
    asking.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  const taken = takeIn(response);
  const ended = new Promise<'complete' | 'broken off'>((resolve) => {
    response.once('close', () => resolve(taken.isComplete ? 'complete' : 'broken off'));
    response.on('error', () => {});
  });
  const { statusCode: status = 0 } = response;
  const close = () => void asking.destroy();
  return {
    status,
    response,
    rest: () => taken.rest,
    results: () => taken.results,
    beats: () => taken.beats,
    ended,
    close,
  };
}

/** Reads the events as they come. */
function takeIn(response: IncomingMessage) {
  const results: ExecutionResult[] = [];
  const taken = { results, beats: 0, isComplete: false, rest: '' };
  response.setEncoding('utf8');
  response.on('data', (part: string) => {
    const blocks = `${taken.rest}${part}`.split('\n\n');
    taken.rest = blocks.pop() ?? '';
    for (const block of blocks) {
      if (block === ':') taken.beats += 1;
      else if (block.startsWith('event: complete')) taken.isComplete = true;
      else results.push(JSON.parse(block.slice(block.indexOf('data: ') + 6)) as ExecutionResult);
    }
  });
  return taken;
}

/** Waits for that many results, and resolves with them. */
export async function resultsOf(stream: RawStream, count: number): Promise<readonly ExecutionResult[]> {
  return eventually(
    () => {
      const results = stream.results();
      if (results.length < count) throw new Error(`${results.length} of ${count} results so far`);
      return results;
    },
    { withinMs: 60_000 },
  );
}
