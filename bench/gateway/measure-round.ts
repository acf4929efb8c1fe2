import type { Contender } from './gateways.ts';
import type { Measured } from './measure.ts';

/** What one gateway did, and what ours did right before and right after it. */
export interface Compared extends Measured {
  readonly oursPerCpuSecond: number;
}

export type MeasureOne = (contender: Contender) => Promise<Measured>;

const mean = (one: Measured, other: Measured): number => (one.perCpuSecond + other.perCpuSecond) / 2;

function middleOf(all: readonly Measured[]): Measured {
  const sorted = [...all].sort((one, other) => one.perCpuSecond - other.perCpuSecond);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (!middle) throw new Error('Nothing was measured');
  return middle;
}

/**
 * Measures each peer between two measurements of ours: a machine that is slower for half a minute, as one that is shared
 * may be, is so for both. Of ours itself the middle one of all is told.
 */
export async function measureInTurn(
  ours: Contender,
  peers: readonly Contender[],
  measureOne: MeasureOne,
): Promise<Map<Contender, Compared>> {
  const compared = new Map<Contender, Compared>();
  let before = await measureOne(ours);
  const own = [before];
  for (const peer of peers) {
    const measured = await measureOne(peer);
    const after = await measureOne(ours);
    own.push(after);
    compared.set(peer, { ...measured, oursPerCpuSecond: mean(before, after) });
    before = after;
  }
  const middle = middleOf(own);
  return compared.set(ours, { ...middle, oursPerCpuSecond: middle.perCpuSecond });
}
