import { Button } from '@payloom/ui-kit/button';
import { DialogDescription, DialogFooter, DialogHeader, DialogTitle } from '@payloom/ui-kit/dialog';
import { useState } from 'react';
import type { DeadLetterRowFragment } from '../../dead-letter/__generated__/dead-letter.ts';
import { ResolveProblem } from '../../dead-letter/resolve-problem.tsx';
import { countLetters } from '../../dead-letter/resolved-sentence.ts';
import type { Outcome } from '../../dead-letter/use-resolve-letters.ts';

type Letters = readonly DeadLetterRowFragment[];

/** How many letters of each consumer, the most first. */
function countByQueue(letters: Letters): [queue: string, count: number][] {
  const counts = new Map<string, number>();
  for (const { queue } of letters) counts.set(queue, (counts.get(queue) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
}

/** Which consumers the letters are of. */
export function LettersByQueue({ letters }: { letters: Letters }) {
  return (
    <ul
      aria-label="By consumer"
      className="max-h-48 divide-y overflow-y-auto rounded-lg border bg-background text-sm"
    >
      {countByQueue(letters).map(([queue, count]) => (
        <li key={queue} className="flex items-baseline justify-between gap-4 px-3 py-2">
          <span className="min-w-0 truncate font-mono text-xs">{queue}</span>
          <span className="shrink-0 text-muted-foreground tabular-nums">{countLetters(count)}</span>
        </li>
      ))}
    </ul>
  );
}

export interface ReplayDialogProps {
  letters: Letters;
  busy: boolean;
  onReplay: () => Promise<Outcome>;
  onDone: () => void;
  onCancel: () => void;
}

/** Asks before many letters are replayed at once. */
export function ReplayDialog({ letters, busy, onReplay, onDone, onCancel }: ReplayDialogProps) {
  const [problem, setProblem] = useState<string>();
  const replay = async (): Promise<void> => {
    setProblem(undefined);
    const outcome = await onReplay();
    if (outcome.done) onDone();
    else setProblem(outcome.problem);
  };
  return (
    <>
      <DialogHeader>
        <DialogTitle>Replay {countLetters(letters.length)}?</DialogTitle>
        <DialogDescription>
          Each event goes once more to the consumer that gave it up, and to no other. Should that fail again,
          the letter comes back.
        </DialogDescription>
      </DialogHeader>
      <LettersByQueue letters={letters} />
      <ResolveProblem>{problem}</ResolveProblem>
      <DialogFooter>
        <Button variant="outline" onClick={onCancel}>
          Cancel
        </Button>
        <Button busy={busy} onClick={() => void replay()}>
          Replay {countLetters(letters.length)}
        </Button>
      </DialogFooter>
    </>
  );
}
