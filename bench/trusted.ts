import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { aimBelow, spreadOf, type Benchmark, type Row } from './benchmark.ts';
import { withStage, type Asked, type AskedGateway, type Stage } from './trusted/stage.ts';

const rounds = 3;
/** The first request of a document is held against the median of these. */
const hundredth = { from: 96, to: 104 };
/** Of each document that is not measured. */
const warmUps = 100;
/**
 * Of each document that is, by another gateway, before each request that is: what subgraphs do the first time, or when they were
 * idle, is not measured, and a gateway that was idle for a moment is as slow at its hundredth request as at its first.
 */
const subgraphWarmUps = 20;
/** Spread over all that our clients send. */
const documentsMax = 16;
const ratioMax = 1.5;

const path = join(import.meta.dirname, '../schema/operations.json');
const queries = (): Asked[] =>
  Object.values(z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(path, 'utf8'))))
    .filter((query) => query.startsWith('query '))
    .map((query) => ({ query, variables: { first: 20 } }));

const median = (values: readonly number[]): number => spreadOf(values).median;

/** A process that has just begun is slow at anything: what is measured is what a new document adds to that. */
async function warmUp(gateway: AskedGateway, documents: readonly Asked[], times: number): Promise<void> {
  for (let asked = 0; asked < times; asked += 1)
    for (const document of documents) await gateway.ask(document);
}

async function answeredOnes(stage: Stage): Promise<Asked[]> {
  return stage.with({ TRUSTED_DOCUMENTS: 'only' }, 'administrator', async (gateway) => {
    const answered: Asked[] = [];
    for (const asked of queries()) if ((await gateway.ask(asked)).answered) answered.push(asked);
    const every = Math.ceil(answered.length / documentsMax);
    return answered.filter((_, index) => index % every === 0);
  });
}

interface Measured {
  readonly first: number;
  readonly later: number;
  readonly ratio: number;
}

interface Gateways {
  readonly gateway: AskedGateway;
  readonly beside: AskedGateway;
}

/** How long a document takes at a gateway, the subgraphs having just been asked for it by the one beside. */
async function timeOf({ gateway, beside }: Gateways, document: Asked): Promise<number> {
  await warmUp(beside, [document], subgraphWarmUps);
  return (await gateway.ask(document)).ms;
}

/** How long a document took at a gateway the first time, and about the hundredth time. */
async function timesOf(gateways: Gateways, document: Asked): Promise<{ first: number; later: number }> {
  const first = await timeOf(gateways, document);
  await warmUp(gateways.gateway, [document], hundredth.from - 2);
  const times: number[] = [];
  for (let nth = hundredth.from; nth <= hundredth.to; nth += 1) times.push(await timeOf(gateways, document));
  return { first, later: median(times) };
}

/**
 * The medians over every other document, each of which a new gateway is asked for the first time, warmed up by the rest. A
 * gateway beside it has asked the subgraphs for the same just before.
 */
async function measure(stage: Stage, mode: 'only' | 'off', documents: readonly Asked[]): Promise<Measured> {
  // What is kept of the first answer would be the later ones, however they are planned.
  const env = { TRUSTED_DOCUMENTS: mode, CACHE: 'off' };
  const times = await stage.with(env, 'administrator', (beside) =>
    stage.with(env, 'administrator', async (gateway) => {
      await warmUp(
        gateway,
        documents.filter((_, index) => index % 2 === 0),
        warmUps,
      );
      const each: Awaited<ReturnType<typeof timesOf>>[] = [];
      for (const document of documents.filter((_, index) => index % 2 === 1))
        each.push(await timesOf({ gateway, beside }, document));
      return each;
    }),
  );
  return {
    first: median(times.map(({ first }) => first)),
    later: median(times.map(({ later }) => later)),
    ratio: median(times.map(({ first, later }) => first / later)),
  };
}

const benchmark: Benchmark = {
  title:
    'The first request of a document, to its hundredth: documents planned at the start, and as they come',
  run: async (say) => {
    const measured: Record<'only' | 'off', Measured[]> = { only: [], off: [] };
    await withStage(async (stage) => {
      const documents = await answeredOnes(stage);
      say(`${documents.length} documents of our clients, answered by up to four subgraphs`);
      for (let round = 1; round <= rounds; round += 1)
        for (const mode of ['only', 'off'] as const) {
          const each = await measure(stage, mode, documents);
          measured[mode].push(each);
          const times = `first ${each.first.toFixed(2)} ms, hundredth ${each.later.toFixed(2)} ms`;
          say(`round ${round}, ${mode}: ${times}, ratio ${each.ratio.toFixed(2)}`);
        }
    });
    const row = (
      name: string,
      unit: string,
      mode: 'only' | 'off',
      value: (each: Measured) => number,
    ): Row => ({
      name,
      unit,
      values: measured[mode].map(value),
    });
    const ratio = row('first to hundredth, trusted documents', 'times', 'only', (each) => each.ratio);
    const rows = [
      row('the first request, trusted documents', 'ms', 'only', (each) => each.first),
      row('the hundredth request, trusted documents', 'ms', 'only', (each) => each.later),
      ratio,
      row('the first request, none trusted', 'ms', 'off', (each) => each.first),
      row('the hundredth request, none trusted', 'ms', 'off', (each) => each.later),
      row('first to hundredth, none trusted', 'times', 'off', (each) => each.ratio),
    ];
    return { rows, aims: [aimBelow(ratio, ratioMax)] };
  },
};

export default benchmark;
