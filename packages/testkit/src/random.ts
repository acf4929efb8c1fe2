import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Draws what follows from a seed alone. */
export interface Random {
  /** Both bounds included. */
  int(min: number, max: number): number;
  pick<T>(from: readonly T[]): T;
  shuffle<T>(items: readonly T[]): T[];
}

export function randomOf(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const int = (min: number, max: number) => uniformInt(generator, min, max);
  const pick = <T>(from: readonly T[]): T => {
    const picked = from[int(0, from.length - 1)];
    if (picked === undefined) throw new RangeError('Expected something to pick from');
    return picked;
  };
  const shuffle = <T>(items: readonly T[]): T[] => {
    const left = [...items];
    return items.map(() => {
      const picked = pick(left);
      left.splice(left.indexOf(picked), 1);
      return picked;
    });
  };
  return { int, pick, shuffle };
}
