import { eventually } from '@payloom/testkit/eventually';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { faults, startHttpSubgraph, type Fault, type HttpSubgraph } from '../testing/http-subgraph.ts';
import { SubgraphConnection } from './subgraph-connection.ts';
import { SubgraphFailure } from './subgraph-failure.ts';

let subgraph: HttpSubgraph;
let connection: SubgraphConnection;
let rests: boolean[];

beforeEach(async () => {
  subgraph = await startHttpSubgraph({
    name: 'desk',
    sdl: 'type Query { rings: Int }',
    resolvers: { Query: { rings: () => 7 } },
  });
  connection = connectTo(subgraph.url);
});
afterEach(async () => {
  await connection.destroy();
  await subgraph.stop();
});

function connectTo(url: string): SubgraphConnection {
  rests = [];
  return new SubgraphConnection({
    subgraph: 'desk',
    origin: new URL(url).origin,
    // 65 MB take a busy machine their time.
    timeoutMs: 20_000,
    onRest: (isResting) => void rests.push(isResting),
  });
}

const ask = (isSafe: boolean, signal?: AbortSignal) =>
  connection.ask({
    path: '/graphql',
    fields: 'content-type: application/json\r\n',
    body: JSON.stringify({ query: '{ rings }', variables: {} }),
    isSafe,
    signal,
  });

async function failureOf(asked: Promise<unknown>): Promise<SubgraphFailure> {
  const error = await asked.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof SubgraphFailure) return error;
  throw new Error(`expected a failure, and there was ${String(error)}`);
}

/** Befalls the first requests only. */
const first =
  (count: number, fault: Fault): Fault =>
  async (response, answer) => {
    if (subgraph.seen.length <= count) await fault(response, answer);
    else response.setHeader('content-type', 'application/json').end(await answer());
  };

const nobodyBehind: Fault = (response) => void response.writeHead(503).end('<html>nobody</html>');

describe('a question that got no answer', () => {
  it.each([
    ['the connection was dropped', faults.hangUp],
    ['a proxy found nobody behind it', nobodyBehind],
  ])('is asked again when it changes nothing and %s', async (_when, fault) => {
    subgraph.fault = first(2, fault);
    expect(await ask(true)).toMatchObject({ status: 200, text: '{"data":{"rings":7}}' });
    expect(subgraph.seen).toHaveLength(3);
  });

  it('is not asked for ever', async () => {
    subgraph.fault = faults.hangUp;
    expect((await failureOf(ask(true))).kind).toBe('unreachable');
    expect(subgraph.seen).toHaveLength(3);
  });

  it('is not asked again when too much was answered', async () => {
    subgraph.fault = (response) => void response.end('x'.repeat(65 * 1024 * 1024));
    expect((await failureOf(ask(true))).kind).toBe('malformed');
    expect(subgraph.seen).toHaveLength(1);
  });

  it('is not asked again when it may have changed something', async () => {
    subgraph.fault = faults.hangUp;
    expect((await failureOf(ask(false))).wasNeverSent).toBe(false);
    expect(subgraph.seen).toHaveLength(1);
  });

  it('may be asked again whatever it changes when nobody was there to hear it', async () => {
    await subgraph.stop();
    expect((await failureOf(ask(false))).wasNeverSent).toBe(true);
  });

  it('is asked again whatever it changes when the connection was lost before it left', async () => {
    const sockets: (Socket | null)[] = [];
    subgraph.fault = async (response, answer) => {
      sockets.push(response.socket);
      response.setHeader('content-type', 'application/json').end(await answer());
    };
    await ask(true);
    const second = Promise.withResolvers<Awaited<ReturnType<typeof ask>>>();
    // What is asked here leaves a turn later, after it has been heard that the connection is no more.
    setImmediate(() => {
      ask(false).then(second.resolve, second.reject);
      sockets[0]?.destroy();
    });
    expect(await second.promise).toMatchObject({ status: 200 });
    expect(sockets).toHaveLength(2);
  });

  it('ends with who asked it, before there is a connection as well', async () => {
    const deaf = createServer().listen(0, '127.0.0.1');
    await eventually(() => expect(deaf.address()).not.toBeNull());
    await connection.destroy();
    connection = connectTo(`http://127.0.0.1:${(deaf.address() as AddressInfo).port}`);
    const gone = new AbortController();
    const asked = failureOf(ask(true, gone.signal));
    gone.abort();
    expect((await asked).kind).toBe('cancelled');
    deaf.close();
  });
});

describe('a subgraph that gave no answer ten times in a row', () => {
  beforeEach(async () => {
    subgraph.fault = faults.hangUp;
    for (let failures = 0; failures < 10; failures += 1) await failureOf(ask(false));
  });

  it('is not asked for a while, and then again', async () => {
    expect((await failureOf(ask(false))).kind).toBe('resting');
    expect(subgraph.seen).toHaveLength(10);
    subgraph.fault = null;
    await eventually(async () => expect((await ask(false)).status).toBe(200));
    expect(rests).toEqual([true, false]);
  });

  it('is asked on where an answer came in between', async () => {
    await connection.destroy();
    connection = connectTo(subgraph.url);
    subgraph.seen.length = 0;
    const late = Promise.withResolvers<undefined>();
    subgraph.fault = async (response, answer) => {
      if (subgraph.seen.length > 1) return void response.destroy();
      await late.promise;
      response.setHeader('content-type', 'application/json').end(await answer());
    };
    const askedFirst = ask(false);
    await eventually(() => expect(subgraph.seen).toHaveLength(1));
    for (let failures = 0; failures < 9; failures += 1) await failureOf(ask(false));
    late.resolve(undefined);
    expect((await askedFirst).status).toBe(200);
    for (let failures = 0; failures < 9; failures += 1)
      expect((await failureOf(ask(false))).kind).toBe('unreachable');
    expect(rests).toEqual([]);
    await failureOf(ask(false));
    expect(rests).toEqual([true]);
  });

  it('is not told of as resting once nobody asks it any more', async () => {
    await connection.close();
    expect(rests).toEqual([true, false]);
  });

  it('rests on when it still gives none', async () => {
    await eventually(async () => expect((await failureOf(ask(false))).kind).toBe('unreachable'));
    expect((await failureOf(ask(false))).kind).toBe('resting');
    expect(subgraph.seen).toHaveLength(11);
  });
});
