import { useWords } from './words.ts';

/** What was done with dead letters. */
export type Resolution = 'replay' | 'discard';

const pastTense = { replay: 'replayed', discard: 'discarded' } as const;

/** What came of it, for whoever did it: "3 replayed, 1 was not open any more". */
export function resolvedSentence(resolution: Resolution, doneCount: number, skippedCount: number): string {
  const t = useWords.now();
  const done = pastTense[resolution];
  if (doneCount === 0) return t(`${done}None`, { skipped: skippedCount });
  if (skippedCount > 0) return t(`${done}Some`, { done: doneCount, skipped: skippedCount });
  return t(done, { count: doneCount });
}

/** "1 dead letter", "3 dead letters". */
export function countLetters(count: number): string {
  return useWords.now()('letters', { count });
}
