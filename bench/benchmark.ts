/** A promise of the project, held against what was measured. */
export interface Aim {
  readonly name: string;
  readonly value: number;
  readonly aim: number;
  readonly unit: string;
  readonly holds: boolean;
}

export interface Row {
  readonly name: string;
  readonly unit: string;
  readonly values: readonly number[];
}

export interface Report {
  readonly rows: readonly Row[];
  readonly aims: readonly Aim[];
}

/** What each file of `bench/` that can be run exports as its default. */
export interface Benchmark {
  readonly title: string;
  /** Does the work; says in a line what it is at. */
  readonly run: (say: (line: string) => void) => Promise<Report>;
}

export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** The smallest, the middle and the largest of the values, of which there is at least one. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((one, other) => one - other);
  const [low, high] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.ceil((sorted.length - 1) / 2)],
  ];
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (low === undefined || high === undefined || min === undefined || max === undefined)
    throw new Error('Nothing was measured.');
  return { min, median: (low + high) / 2, max };
}

/** An aim that holds when even the slowest run stays below it. */
export function aimBelow({ name, unit, values }: Row, aim: number): Aim {
  const { max } = spreadOf(values);
  return { name, value: max, aim, unit, holds: max < aim };
}

/** An aim that holds when even the smallest value reaches it. */
export function aimAtLeast({ name, unit, values }: Row, aim: number): Aim {
  const { min } = spreadOf(values);
  return { name, value: min, aim, unit, holds: min >= aim };
}
