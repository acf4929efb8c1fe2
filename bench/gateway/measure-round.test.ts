import { contenders, type Contender } from './gateways.ts';
import { measureInTurn } from './measure-round.ts';
import type { Measured } from './measure.ts';

const [ours, ...others] = contenders.filter(({ sharing }) => sharing === 'off') as [
  Contender,
  ...Contender[],
];

/** Ours does 900 where a peer does 100, on a machine that loses a twentieth of its speed with each measurement. */
function onSlowingMachine() {
  const measuredInTurn: Contender[] = [];
  const measureOne = async (contender: Contender): Promise<Measured> => {
    const speed = 1 - measuredInTurn.length / 20;
    measuredInTurn.push(contender);
    const perCpuSecond = speed * (contender === ours ? 900 : 100);
    return { perCpuSecond, p50Ms: 5, p99Ms: 20, megabytes: 100, fetches: 5 };
  };
  return { measuredInTurn, measureOne };
}

it('measures ours before and after each of the others', async () => {
  const { measuredInTurn, measureOne } = onSlowingMachine();
  await measureInTurn(ours, others, measureOne);
  expect(measuredInTurn).toEqual([ours, ...others.flatMap((other) => [other, ours])]);
});

it('finds the same ratio however fast the machine is just then', async () => {
  const { measureOne } = onSlowingMachine();
  const compared = await measureInTurn(ours, others, measureOne);
  const ratios = others.map((other) => {
    const { oursPerCpuSecond = 0, perCpuSecond = 1 } = compared.get(other) ?? {};
    return oursPerCpuSecond / perCpuSecond;
  });
  for (const ratio of ratios) expect(ratio).toBeCloseTo(9);
});

it('tells of ours the middle one of all', async () => {
  const { measureOne } = onSlowingMachine();
  const compared = await measureInTurn(ours, others, measureOne);
  // Six times, each a tenth slower than the time before: of the two in the middle the faster.
  expect(compared.get(ours)?.perCpuSecond).toBeCloseTo(900 * 0.8);
});
