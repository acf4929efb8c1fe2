import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@payloom/testkit/eventually';
import { v7 as uuidv7 } from 'uuid';
import { Registry } from 'prom-client';
import { createMetrics } from '../http/metrics.ts';
import { askOver, transports } from '../testing/each-transport.ts';
import { silentLog } from '../testing/open-graph.ts';
import { liveSubgraph, startPaymentsGraph, type PaymentsGraph } from '../testing/payments.ts';
import { startTestGateway, watch, type TestGateway } from '../testing/test-gateway.ts';
import { hashOf } from './document-list.ts';
import { TrustedDocuments, type TrustMode } from './trusted-documents.ts';

const version = 'query Version {\n  version\n}';
const payment = 'query Payment($id: ID!) {\n  payment(id: $id) {\n    id\n    ledger\n  }\n}';
const changes =
  'subscription Changes {\n  paymentChanged {\n    cursor\n    payment {\n      status\n    }\n  }\n}';
const ofAnotherGraph = 'query Nowhere {\n  nowhere\n}';
const stranger = 'query Own { version }';

let graph: PaymentsGraph;
let folder: string;
let path: string;
let test: TestGateway;

const write = (...texts: string[]) =>
  writeFile(path, JSON.stringify(Object.fromEntries(texts.map((text) => [hashOf(text), text]))));
const start = (mode: TrustMode) => startTestGateway(graph.sdl(), { documents: { mode, paths: [path] } });
const planned = async () => {
  const text = await (await fetch(`${test.gateway.url}/metrics`)).text();
  return Number(/^payloom_gateway_plan_seconds_count\S* (\d+)/m.exec(text)?.[1]);
};

beforeAll(async () => {
  graph = await startPaymentsGraph();
  folder = await mkdtemp(join(tmpdir(), 'gateway-documents-'));
  path = join(folder, 'operations.json');
  await write(version, payment, changes, ofAnotherGraph);
});
afterAll(async () => {
  await graph.stop();
  await rm(folder, { recursive: true });
});
beforeEach(() => void (graph.payments.seen.length = 0));

describe.each(transports)('over %s, where nothing but trusted documents is run', (transport) => {
  beforeAll(async () => void (test = await start('only')));
  afterAll(() => test.stop());

  it('one is run', async () => {
    expect(await askOver(transport, test, { query: version })).toEqual({ data: { version: '1' } });
  });

  it('one is run by its hash alone', async () => {
    const hash = hashOf(version);
    for (const named of [{ documentId: `sha256:${hash}` }, { documentId: hash }, persisted(hash)])
      expect(await askOver(transport, test, { ...named, query: '' })).toEqual({ data: { version: '1' } });
  });

  it('another is refused, with nothing asked of a subgraph', async () => {
    const token = await test.issuer.sign({ userId: uuidv7() });
    for (const each of [undefined, token]) {
      const { data, errors } = await askOver(transport, test, { query: stranger }, each);
      expect(data ?? null).toBeNull();
      expect(errors).toMatchObject([{ extensions: { code: 'DOCUMENT_NOT_TRUSTED' } }]);
    }
    expect(graph.payments.seen).toHaveLength(0);
  });

  it('another is run for an administrator', async () => {
    const token = await test.issuer.sign({ userId: uuidv7(), role: 'ADMIN' });
    expect(await askOver(transport, test, { query: stranger }, token)).toEqual({ data: { version: '1' } });
  });

  it.each([
    ['that names none', { documentId: hashOf(stranger), query: '' }, 'PERSISTED_QUERY_NOT_FOUND'],
    ['of another text', { ...persisted(hashOf(payment)), query: version }, 'BAD_USER_INPUT'],
  ])('a hash %s is refused', async (_which, request, code) => {
    const { errors } = await askOver(transport, test, request);
    expect(errors).toMatchObject([{ extensions: { code } }]);
  });
});

describe('trusted documents', () => {
  afterEach(() => test.stop());

  it('are planned before the first request, for nobody, for users and for administrators', async () => {
    test = await start('only');
    const before = await planned();
    expect(before).toBeGreaterThan(3);
    const authorization = `Bearer ${await test.issuer.sign({ userId: uuidv7() })}`;
    const asAdmin = `Bearer ${await test.issuer.sign({ userId: uuidv7(), role: 'ADMIN' })}`;
    const body = { query: payment, variables: { id: '1' }, operationName: 'Payment' };
    await test.post(body);
    for (const each of [authorization, asAdmin]) await test.post(body, { authorization: each });
    const watched = watch(test.client({ connectionParams: { authorization } }), changes);
    await eventually(() => expect(test.gateway.live.size).toBe(1));
    expect(watched.ended).toBeUndefined();
    expect(await planned()).toBe(before);
    await test.post({ query: stranger }, { authorization: asAdmin });
    expect(await planned()).toBe(before + 1);
  });

  it('are planned again for another graph before that is served', async () => {
    test = await start('only');
    const before = await planned();
    await test.replaceSupergraph(graph.sdl(liveSubgraph({ fields: 'more: String' })));
    await eventually(async () => expect(await planned()).toBe(before * 2));
    await test.post({ query: version });
    expect(await planned()).toBe(before * 2);
  });

  it('are others when their file is', async () => {
    test = await start('only');
    await write(version, stranger);
    await eventually(async () =>
      expect((await test.post({ query: stranger })).body).toEqual({ data: { version: '1' } }),
    );
    expect((await test.post({ query: payment, variables: { id: '1' } })).status).toBe(403);
    await writeFile(path, '{ "half a');
    await write(version, payment, changes, ofAnotherGraph);
    await eventually(async () => expect((await test.post({ query: stranger })).status).toBe(403));
  });

  it.each(['prefer', 'off'] as const)('do not keep others out by the mode %s', async (mode) => {
    test = await start(mode);
    expect((await test.post({ query: stranger })).body).toEqual({ data: { version: '1' } });
    const byHash = await test.post({ documentId: hashOf(version) });
    expect(byHash.status).toBe(mode === 'off' ? 400 : 200);
  });
});

it.each([
  ['is absent', async () => join(folder, 'nowhere.json'), 'There are no trusted documents'],
  ['holds a document under a hash of another', forged, 'is not the hash of its document'],
])('a gateway that may run nothing else does not start when the list %s', async (_how, list, sentence) => {
  const paths = [await list()];
  const metrics = createMetrics(new Registry());
  await expect(TrustedDocuments.open({ mode: 'only', paths, metrics, log: silentLog })).rejects.toThrow(
    sentence,
  );
});

async function forged(): Promise<string> {
  const list = join(folder, 'forged.json');
  await writeFile(list, JSON.stringify({ [hashOf(version)]: stranger }));
  return list;
}

function persisted(sha256Hash: string) {
  return { extensions: { persistedQuery: { version: 1, sha256Hash } } };
}
