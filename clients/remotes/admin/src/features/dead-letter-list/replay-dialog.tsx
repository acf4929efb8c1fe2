import { Button } from '@payloom/ui-kit/button';
import { DialogDescription, DialogFooter, DialogHeader, DialogTitle } from '@payloom/ui-kit/dialog';
import { useState } from 'react';
import type { DeadLetterRowFragment } from '../../dead-letter/__generated__/dead-letter.ts';
import { ResolveProblem } from '../../dead-letter/resolve-problem.tsx';
import { countLetters } from '../../dead-letter/resolved-sentence.ts';
import type { Outcome } from '../../dead-letter/use-resolve-letters.ts';
import { useWords } from './words.ts';

type Letters = readonly DeadLetterRowFragment[];

/** How many letters of each consumer, the most first. */
function countByQueue(letters: Letters): [queue: string, count: number][] {
  const counts = new Map<string, number>();
  for (const { queue } of letters) counts.set(queue, (counts.get(queue) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
}

/** Which consumers the letters are of. */
export function LettersByQueue({ letters }: { letters: Letters }) {
  const t = useWords();
  return (
    <ul
      aria-label={t('byConsumer')}
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
  const t = useWords();
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
        <DialogTitle>{t('replayAsk', { count: letters.length })}</DialogTitle>
        <DialogDescription>{t('replayMeans')}</DialogDescription>
      </DialogHeader>
      <LettersByQueue letters={letters} />
      <ResolveProblem>{problem}</ResolveProblem>
      <DialogFooter>
        <Button variant="outline" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button busy={busy} onClick={() => void replay()}>
          {t('replayAll', { count: letters.length })}
        </Button>
      </DialogFooter>
    </>
  );
}
