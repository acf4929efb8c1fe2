import { eventually } from '@payloom/testkit/eventually';
import { v7 as uuidv7 } from 'uuid';
import { startPaymentsGraph, type PaymentsGraph } from '../testing/payments.ts';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

/** However slow the machine is, what is asked for at once is joined. */
const joinedForLongMs = 60_000;
let graph: PaymentsGraph;
let test: TestGateway;
let letGo: () => void;

beforeAll(async () => {
  graph = await startPaymentsGraph();
  test = await startTestGateway(graph.sdl(), { joinableMs: joinedForLongMs });
});
afterAll(async () => {
  await test.stop();
  await graph.stop();
});
beforeEach(hold);

/** Has the subgraph answer nobody until it is let go. */
function hold(): void {
  graph.payments.seen.length = 0;
  const held = Promise.withResolvers<void>();
  letGo = () => held.resolve();
  graph.payments.fault = async (response, answer) => {
    const answered = await answer();
    await held.promise;
    response.setHeader('content-type', 'application/json').end(answered);
  };
}

const signed = async (userId = uuidv7()) => ({
  authorization: `Bearer ${await test.issuer.sign({ userId })}`,
});
const payment = { query: '{ payment(id: "p1") { id status } }' };
const seen = () => graph.payments.seen.length;

/** How many operations have come to the gateway so far. */
async function arrived(): Promise<number> {
  const text = await (await fetch(`${test.gateway.url}/metrics`)).text();
  const counts = [...text.matchAll(/^payloom_gateway_documents_total\S* (\d+)/gm)];
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}

/** Asks all at once, and has the subgraph answer when all of it has come to the gateway. */
async function answersTo(requests: readonly [object, Record<string, string>][], asked: number) {
  const before = await arrived();
  const answers = requests.map(([body, headers]) => test.post({ ...body }, headers));
  await eventually(async () => {
    expect((await arrived()) - before).toBe(requests.length);
    expect(seen()).toBe(asked);
  });
  letGo();
  return (await Promise.all(answers)).map(({ body }) => body.data);
}

it('one viewer who asks the same twice at once is answered by one fetch', async () => {
  const headers = await signed();
  // Their token is known from then on, and takes no time.
  letGo();
  await test.post({ query: '{ version }' }, headers);
  hold();
  const expected = { payment: { id: 'p1', status: 'COMPLETED' } };
  expect(
    await answersTo(
      [
        [payment, headers],
        [payment, headers],
      ],
      1,
    ),
  ).toEqual([expected, expected]);
});

it('nobody in particular, who may not see all that is asked for, is answered by one fetch as well', async () => {
  const open = { query: '{ payment(id: "p1") { id } version }' };
  const requests = Array.from({ length: 5 }, (): [object, Record<string, string>] => [open, {}]);
  const expected = { payment: null, version: '1' };
  expect(await answersTo(requests, 1)).toEqual(requests.map(() => expected));
  expect(seen()).toBe(1);
});

it('who joined one that the subgraph will not hear now asks for themselves', async () => {
  const headers = await signed();
  letGo();
  await test.post({ query: '{ version }' }, headers);
  hold();
  const later = graph.payments.fault;
  const errors = [{ message: 'Too much.', extensions: { code: 'RATE_LIMITED' } }];
  const held = Promise.withResolvers<void>();
  graph.payments.fault = async (response) => {
    graph.payments.fault = later;
    await held.promise;
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ errors }));
  };
  const before = await arrived();
  const answers = [test.post(payment, headers), test.post(payment, headers)];
  await eventually(async () => {
    expect((await arrived()) - before).toBe(2);
    expect(seen()).toBe(1);
  });
  held.resolve();
  letGo();
  const told = (await Promise.all(answers)).map(({ body }) => body.errors?.[0]?.extensions?.['code']);
  expect(told).toEqual(['RATE_LIMITED', undefined]);
});

it('two viewers who ask the same are each answered for themselves', async () => {
  const requests: [object, Record<string, string>][] = [
    [payment, await signed()],
    [payment, await signed()],
  ];
  expect(await answersTo(requests, 2)).toHaveLength(2);
});

it('one viewer who asks other things is answered each', async () => {
  const headers = await signed();
  const other = { query: '{ payment(id: "p2") { id status } }' };
  const requests: [object, Record<string, string>][] = [
    [payment, headers],
    [other, headers],
  ];
  const [, second] = await answersTo(requests, 2);
  expect(second).toEqual({ payment: { id: 'p2', status: 'COMPLETED' } });
});

it('mutations are never taken together', async () => {
  const headers = await signed();
  const ping = { query: 'mutation { ping }' };
  const requests: [object, Record<string, string>][] = [
    [ping, headers],
    [ping, headers],
  ];
  expect(await answersTo(requests, 2)).toEqual([{ ping: 1 }, { ping: 1 }]);
});
