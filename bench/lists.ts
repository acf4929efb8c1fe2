import { aimBelow, spreadOf, type Benchmark, type Row } from './benchmark.ts';
import { withInstallations, type Filled, type Page } from './lists/stage.ts';

const sizes = { few: 100, many: 100_000 };
const rounds = 5;
/** A page is asked for so often in a round, of both in turn; the lower quartile counts. */
const asksPerRound = 24;
const asksToWarmUp = 8;
const ratioMax = 1.5;

interface Measured {
  readonly name: string;
  readonly list: string;
  readonly page: Page;
  readonly ratios: number[];
  readonly fewMs: number[];
  readonly manyMs: number[];
}

const medianOf = (values: readonly number[]): number => spreadOf(values).median;

/** What it takes when nothing else keeps the machine busy: a quarter of the asks took less. */
function quietOf(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 4)] ?? 0;
}

/** Asks both in turn, so that what else the machine does falls on both. */
async function askInTurn(few: Filled, many: Filled, { list, page }: Measured, count: number) {
  const fewMs: number[] = [];
  const manyMs: number[] = [];
  for (let asked = 0; asked < count; asked += 1) {
    fewMs.push(await few.ask(list, page));
    manyMs.push(await many.ask(list, page));
  }
  return { few: quietOf(fewMs), many: quietOf(manyMs) };
}

async function measureRound(few: Filled, many: Filled, all: readonly Measured[]): Promise<void> {
  for (const measured of all) {
    const took = await askInTurn(few, many, measured, asksPerRound);
    measured.ratios.push(took.many / took.few);
    measured.fewMs.push(took.few);
    measured.manyMs.push(took.many);
  }
}

async function measure(few: Filled, many: Filled, say: (line: string) => void): Promise<Measured[]> {
  const all = few.names.flatMap((list) =>
    (['first', 'deep'] as const).map((page): Measured => {
      const name = `${list}, ${page === 'first' ? 'first page' : 'a page deep inside'}`;
      return { name, list, page, ratios: [], fewMs: [], manyMs: [] };
    }),
  );
  for (const measured of all) await askInTurn(few, many, measured, asksToWarmUp);
  say(`${all.length} pages of lists with ${sizes.few} and ${sizes.many} rows; warmed up`);
  for (let round = 1; round <= rounds; round += 1) {
    await measureRound(few, many, all);
    const worst = all.reduce((one, other) =>
      (one.ratios.at(-1) ?? 0) > (other.ratios.at(-1) ?? 0) ? one : other,
    );
    const ratio = medianOf(all.map(({ ratios }) => ratios.at(-1) ?? 0));
    say(
      `round ${round}: median ratio ${ratio.toFixed(2)}, worst ${worst.ratios.at(-1)?.toFixed(2)} (${worst.name})`,
    );
  }
  return all;
}

const ratioRow = ({ name, ratios }: Measured): Row => ({ name, unit: 'times', values: ratios });

/** How long a page takes in all, over every list. */
const timeRow = (name: string, times: readonly (readonly number[])[]): Row => ({
  name,
  unit: 'ms',
  values: Array.from({ length: rounds }, (_, round) => medianOf(times.map((each) => each[round] ?? 0))),
});

const benchmark: Benchmark = {
  title: `A page of a list of ${sizes.many.toLocaleString('en')} rows, to one of ${sizes.few}`,
  run: async (say) => {
    const all = await withInstallations(sizes, (few, many) => measure(few, many, say));
    const ratios = all.map(ratioRow);
    const rows = [
      timeRow(
        `a page of ${sizes.few} rows, the median of all lists`,
        all.map(({ fewMs }) => fewMs),
      ),
      timeRow(
        `a page of ${sizes.many} rows, the median of all lists`,
        all.map(({ manyMs }) => manyMs),
      ),
      ...ratios,
    ];
    return { rows, aims: ratios.map((row) => aimBelow(row, ratioMax)) };
  },
};

export default benchmark;
