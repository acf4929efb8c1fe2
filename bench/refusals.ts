import { aimBelow, spreadOf, type Benchmark, type Row } from './benchmark.ts';
import { withStage, type Asked, type AskedGateway } from './trusted/stage.ts';

const rounds = 3;
const asksPerRound = 150;
const asksToWarmUp = 150;
const ratioMax = 1;

const plainQuery = 'query Plain { viewer { id email payments(first: 1) { edges { node { id status } } } } }';
const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

interface Attack extends Asked {
  readonly name: string;
  /** What it has to be refused with: anything else measures something else. */
  readonly code: string;
}

const attacks: readonly Attack[] = [
  {
    name: 'aliases',
    query: `{ ${times(101, (n) => `a${n}: __typename`)} }`,
    code: 'OPERATION_TOO_LARGE',
  },
  {
    name: 'one field over and over',
    query: `{ ${times(990, () => 'version')} }`,
    code: 'OPERATION_TOO_LARGE',
  },
  {
    name: 'fragments that double',
    query: `{ ...F0 } ${times(60, (n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`)} fragment F60 on Query { __typename }`,
    code: 'OPERATION_TOO_LARGE',
  },
  { name: 'directives', query: `{ __typename ${'@a'.repeat(490)} }`, code: 'OPERATION_TOO_LARGE' },
  {
    name: 'depth',
    query: `{ ${'viewer { '.repeat(200)} id ${'} '.repeat(200)} }`,
    code: 'OPERATION_TOO_LARGE',
  },
  { name: 'tokens', query: `{ a(b: [${'1 '.repeat(9_000)}]) }`, code: 'GRAPHQL_PARSE_FAILED' },
  { name: 'characters', query: `{ a } #${'x'.repeat(200_000)}`, code: 'OPERATION_TOO_LARGE' },
  {
    name: 'introspection',
    query: '{ __schema { types { name fields { name } } } }',
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
  {
    name: 'fields that are none',
    query: `{ viewer { ${times(400, (n) => `nothing${n}`)} } }`,
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
  {
    name: 'lists in lists',
    query:
      '{ payments(first: 100) { edges { node { payer { payments(first: 100) { edges { node { id } } } } } } } }',
    code: 'OPERATION_TOO_COSTLY',
  },
];

/** The milliseconds of CPU that one of them takes the gateway, none of them sent before. */
async function cpuMs(
  gateway: AskedGateway,
  { query, code }: Pick<Attack, 'query'> & { code?: string },
  count: number,
) {
  const before = await gateway.cpuSeconds();
  for (let nth = 0; nth < count; nth += 1) {
    // An attacker does not send the same twice; a page does.
    const text = code === undefined ? query : `${query}#${Math.random()}`;
    const answer = await gateway.ask({ query: text });
    if (answer.code !== code) throw new Error(`${query.slice(0, 60)}: ${answer.code} instead of ${code}`);
  }
  return (((await gateway.cpuSeconds()) - before) * 1_000) / count;
}

const benchmark: Benchmark = {
  title: 'What a refusal costs the gateway: the CPU for an attack, to that for a plain query',
  run: async (say) => {
    const plain: number[] = [];
    const ratios = new Map<string, number[]>();
    const note = (name: string, ratio: number) => ratios.set(name, [...(ratios.get(name) ?? []), ratio]);
    await withStage(async (stage) => {
      await stage.with({ TRUSTED_DOCUMENTS: 'prefer' }, 'customer', async (gateway) => {
        await cpuMs(gateway, { query: plainQuery }, asksToWarmUp);
        for (const attack of attacks) await cpuMs(gateway, attack, asksToWarmUp / 5);
        for (let round = 1; round <= rounds; round += 1) {
          const usual = await cpuMs(gateway, { query: plainQuery }, asksPerRound);
          plain.push(usual);
          for (const attack of attacks)
            note(attack.name, (await cpuMs(gateway, attack, asksPerRound)) / usual);
          say(`round ${round}: a plain query ${usual.toFixed(2)} ms of CPU`);
        }
      });
    });
    const attackRows = [...ratios].map(([name, values]): Row => ({
      name: `${name}, to a plain query`,
      unit: 'times',
      values,
    }));
    const worst: Row = {
      name: 'the dearest refusal, to a plain query',
      unit: 'times',
      values: attackRows
        .map(({ values }) => spreadOf(values).median)
        .toSorted((one, other) => other - one)
        .slice(0, 1),
    };
    return {
      rows: [{ name: 'a plain query, of CPU', unit: 'ms', values: plain }, ...attackRows],
      aims: [aimBelow(worst, ratioMax)],
    };
  },
};

export default benchmark;
