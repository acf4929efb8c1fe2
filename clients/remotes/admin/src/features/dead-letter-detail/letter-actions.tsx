import { Button } from '@payloom/ui-kit/button';
import { DialogFooter } from '@payloom/ui-kit/dialog';
import { RotateCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { DiscardForm } from '../../dead-letter/discard-form.tsx';
import { ResolveProblem } from '../../dead-letter/resolve-problem.tsx';
import type { ResolveLetters } from '../../dead-letter/use-resolve-letters.ts';
import { useWords } from './words.ts';

export interface LetterActionsProps {
  letterId: string;
  resolve: ResolveLetters;
}

/** Replays or discards the one letter that is looked at. */
export function LetterActions({ letterId, resolve }: LetterActionsProps) {
  const t = useWords();
  const [discarding, setDiscarding] = useState(false);
  const [problem, setProblem] = useState<string>();
  const { underWay } = resolve;
  if (discarding) {
    return (
      <DiscardForm
        autoFocus
        count={1}
        busy={underWay === 'discard'}
        onDiscard={(reason) => resolve.discard([letterId], reason)}
        onDone={() => setDiscarding(false)}
        onCancel={() => setDiscarding(false)}
      />
    );
  }
  const replay = async (): Promise<void> => {
    setProblem(undefined);
    const outcome = await resolve.replay([letterId]);
    setProblem(outcome.problem);
  };
  return (
    // Within reach however long the letter is.
    <div className="sticky -bottom-5 -mx-5 -mb-5 flex flex-col gap-4 border-t bg-popover px-5 py-4 sm:-bottom-6 sm:-mx-6 sm:-mb-6 sm:px-6">
      <ResolveProblem>{problem}</ResolveProblem>
      <DialogFooter className="pt-0">
        <Button variant="outline" disabled={underWay !== undefined} onClick={() => setDiscarding(true)}>
          <Trash2 aria-hidden />
          {t('discard')}
        </Button>
        <Button busy={underWay === 'replay'} onClick={() => void replay()}>
          {underWay !== 'replay' && <RotateCw aria-hidden />}
          {t('replay')}
        </Button>
      </DialogFooter>
    </div>
  );
}
