/** What was done with dead letters. */
export type Resolution = 'replay' | 'discard';

const pastTense: Record<Resolution, string> = { replay: 'replayed', discard: 'discarded' };

const were = (count: number): string =>
  count === 1 ? '1 was not open any more' : `${count} were not open any more`;

/** What came of it, for whoever did it: "3 replayed, 1 was not open any more". */
export function resolvedSentence(resolution: Resolution, doneCount: number, skippedCount: number): string {
  const done = pastTense[resolution];
  if (doneCount === 0) return `Nothing was ${done}: ${were(skippedCount)}`;
  if (skippedCount > 0) return `${doneCount} ${done}, ${were(skippedCount)}`;
  return doneCount === 1 ? `Dead letter ${done}` : `${doneCount} dead letters ${done}`;
}

/** "1 dead letter", "3 dead letters". */
export function countLetters(count: number): string {
  return count === 1 ? '1 dead letter' : `${count} dead letters`;
}
