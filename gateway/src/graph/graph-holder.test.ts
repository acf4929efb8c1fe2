import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@payloom/testkit/eventually';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { createMetrics } from '../http/metrics.ts';
import { composeSupergraph, federationLink } from '../testing/compose.ts';
import { GraphHolder } from './graph-holder.ts';

const sdlWith = (fields: string) =>
  composeSupergraph([
    {
      name: 'one',
      url: 'http://one:4000/graphql',
      sdl: `${federationLink('@key', '@authenticated')} type Query { ${fields} }`,
    },
  ]);
const first = sdlWith('a: String');
const second = sdlWith('a: String b: String @authenticated');
const broken = first.replace('type Query', 'type Qwery');

let folder: string;
let path: string;
let holder: GraphHolder | undefined;
let logged: string[];
const registry = () => new Registry();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-graph-'));
  path = join(folder, 'supergraph.graphql');
  logged = [];
});
afterEach(async () => {
  await holder?.stop();
  holder = undefined;
  await rm(folder, { recursive: true });
});

async function open(sdl: string, metrics = createMetrics(registry())) {
  await writeFile(path, sdl);
  const log = pino({ level: 'error' }, { write: (line: string) => void logged.push(JSON.parse(line).msg) });
  holder = await GraphHolder.open({
    path,
    subgraphUrls: new Map([['one', 'http://elsewhere/graphql']]),
    costMax: 10_000,
    metrics,
    log,
  });
  return holder;
}

const fieldsOf = ({ graph }: GraphHolder) => Object.keys(graph.apiSchema.getQueryType()?.getFields() ?? {});

describe('a graph holder', () => {
  it('serves what the file says, with addresses of its own', async () => {
    const opened = await open(second);
    expect(fieldsOf(opened)).toEqual(['a', 'b']);
    expect(opened.graph.subgraphUrls).toEqual(new Map([['one', 'http://elsewhere/graphql']]));
    expect(opened.graph.rules.of('Query', 'b')).toEqual({ scopes: [], policies: [] });
    expect(opened.graph.rules.of('Query', 'a')).toBeNull();
    expect(opened.problem).toBeNull();
  });

  it('follows the file, written in place or replaced by a rename', async () => {
    const opened = await open(first);
    const seen: string[] = [];
    const forget = opened.onChange(({ id }) => void seen.push(id));
    await writeFile(path, second);
    await eventually(() => expect(fieldsOf(opened)).toEqual(['a', 'b']));
    await writeFile(`${path}.new`, first);
    await rename(`${path}.new`, path);
    await eventually(() => expect(fieldsOf(opened)).toEqual(['a']));
    expect(new Set(seen).size).toBe(2);
    forget();
  });

  it('keeps the last good graph when the file is broken, and says why in one sentence', async () => {
    const metrics = createMetrics(registry());
    const opened = await open(first, metrics);
    const { graph } = opened;
    await writeFile(path, broken);
    await eventually(() => expect(opened.problem).not.toBeNull());
    expect(opened.graph).toBe(graph);
    expect(opened.problem).toMatch(/^The supergraph cannot be served: .*Query/);
    expect(opened.problem).not.toContain('\n');
    expect(logged).toEqual([`${opened.problem} The last good one goes on to be served.`]);
    expect((await metrics.graphStale.get()).values[0]?.value).toBe(1);

    await writeFile(path, second);
    await eventually(() => expect(opened.problem).toBeNull());
    expect(fieldsOf(opened)).toEqual(['a', 'b']);
    expect((await metrics.graphStale.get()).values[0]?.value).toBe(0);
  });

  it.each([
    ['a file that is no SDL', 'type {', /Syntax Error/],
    ['an empty file', '', /Unexpected <EOF>/],
    ['a schema that is no supergraph', 'type Query { a: String }', /core schema/],
    [
      'rules it does not enforce',
      first.replace(
        '{\n  query: Query',
        '  @link(url: "https://rules.example/secrecy/v0.1", for: SECURITY)\n{\n  query: Query',
      ),
      /secrecy/,
    ],
  ])('does not open on %s', async (_name, sdl, reason) => {
    await expect(open(sdl)).rejects.toThrow(reason);
  });

  it('does not open on a file that is not there', async () => {
    path = join(folder, 'absent', 'supergraph.graphql');
    const log = pino({ level: 'silent' });
    const opening = GraphHolder.open({
      path,
      subgraphUrls: new Map(),
      costMax: 10_000,
      metrics: createMetrics(registry()),
      log,
    });
    await expect(opening).rejects.toThrow(/ENOENT/);
  });

  it('goes on when the file is gone for a while', async () => {
    const opened = await open(first);
    await rm(path);
    await eventually(() => expect(opened.problem).toMatch(/ENOENT/));
    await writeFile(path, second);
    await eventually(() => expect(fieldsOf(opened)).toEqual(['a', 'b']));
  });
});
