import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOwnPostgres } from '@payloom/testkit/own-postgres';
import getPort from 'get-port';
import { startEmbeddedServices } from '../e2e/services/embedded-services.ts';
import { aimBelow, spreadOf, type Benchmark, type Row } from './benchmark.ts';
import { openFilled, type Filled } from './lists/stage.ts';
import { createSigningKey } from './lists/tokens.ts';

const rowsOfLists = 100;
const rounds = 7;
/** Each page is asked for so often in a round, in all three ways in turn. */
const asksPerRound = 20;
const asksToWarmUp = 20;
/** Of traces, as much as is usual where there is traffic. */
const keptShare = '0.05';
const ratioMax = 1.25;

const ways = ['off', 'few', 'all'] as const;
type Way = (typeof ways)[number];
type Each<Value> = Record<Way, Value>;

/** A collector that takes everything and looks at nothing. */
async function startCollector(running: AsyncDisposableStack): Promise<string> {
  const server = createServer((request, response) => {
    request.resume().once('end', () => response.setHeader('content-type', 'application/json').end('{}'));
  });
  const port = await getPort();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  running.defer(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${port}`;
}

/** Three installations on one PostgreSQL: one that traces nothing, one that keeps few traces, one that keeps all. */
async function withInstallations<Result>(work: (apps: Each<Filled>) => Promise<Result>): Promise<Result> {
  await using running = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'payloom-bench-telemetry-'));
  running.defer(() => rm(folder, { recursive: true, force: true }));
  const signingKeyPath = join(folder, 'signing-key.pem');
  const signIn = await createSigningKey(signingKeyPath);
  const { url } = running.adopt(await startOwnPostgres(), (server) => server.stop());
  const traces = { OTEL_EXPORTER_OTLP_ENDPOINT: await startCollector(running) };
  const envs: Each<Record<string, string>> = {
    off: {},
    few: { ...traces, OTEL_TRACES_SAMPLER_ARG: keptShare },
    all: { ...traces, OTEL_TRACES_SAMPLER_ARG: '1' },
  };
  const open = async (way: Way): Promise<Filled> => {
    const surroundings = { databaseUrl: url, signingKeyPath, env: envs[way] };
    return openFilled(
      await startEmbeddedServices(`telemetry_${way}`, surroundings, running),
      rowsOfLists,
      signIn,
    );
  };
  return await work({ off: await open('off'), few: await open('few'), all: await open('all') });
}

/** The median time of a page, over all lists; all ways in turn, so that what else the machine does falls on each. */
async function askInTurn(apps: Each<Filled>, count: number): Promise<Each<number>> {
  const took: Each<number[]> = { off: [], few: [], all: [] };
  for (let asked = 0; asked < count; asked += 1)
    for (const list of apps.off.names)
      // Not always the same one right behind another.
      for (let nth = 0; nth < ways.length; nth += 1) {
        const way = ways[(asked + nth) % ways.length] ?? 'off';
        took[way].push(await apps[way].ask(list, 'first'));
      }
  const median = (way: Way) => spreadOf(took[way]).median;
  return { off: median('off'), few: median('few'), all: median('all') };
}

async function measure(apps: Each<Filled>, say: (line: string) => void): Promise<Each<number>[]> {
  await askInTurn(apps, asksToWarmUp);
  const measured: Each<number>[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const took = await askInTurn(apps, asksPerRound);
    measured.push(took);
    say(
      `round ${round}: off ${took.off.toFixed(2)} ms, few kept ${took.few.toFixed(2)} ms, all kept ${took.all.toFixed(2)} ms`,
    );
  }
  return measured;
}

const benchmark: Benchmark = {
  title: 'What telemetry costs: a page of a list with traces on, to one with traces off',
  run: async (say) => {
    const measured = await withInstallations((apps) => measure(apps, say));
    const timeRow = (name: string, way: Way): Row => ({
      name,
      unit: 'ms',
      values: measured.map((each) => each[way]),
    });
    const ratioRow = (name: string, way: Way): Row => ({
      name,
      unit: 'times',
      values: measured.map((each) => each[way] / each.off),
    });
    const few = ratioRow('traces on, one in twenty kept, to off', 'few');
    const all = ratioRow('traces on, all kept, to off', 'all');
    const rows = [
      timeRow('a page, traces off', 'off'),
      timeRow('a page, one trace in twenty kept', 'few'),
      timeRow('a page, all traces kept', 'all'),
      few,
      all,
    ];
    return { rows, aims: [aimBelow(few, ratioMax)] };
  },
};

export default benchmark;
