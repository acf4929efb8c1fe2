import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from '@payloom/ui-kit/dialog';
import type { DeadLetterRowFragment } from '../../dead-letter/__generated__/dead-letter.ts';
import { DiscardForm } from '../../dead-letter/discard-form.tsx';
import type { Resolution } from '../../dead-letter/resolved-sentence.ts';
import type { ResolveLetters } from '../../dead-letter/use-resolve-letters.ts';
import { LettersByQueue, ReplayDialog } from './replay-dialog.tsx';
import { useWords } from './words.ts';

export interface ResolveDialogsProps {
  resolve: ResolveLetters;
  /** What is asked about, and for which letters; null while nothing is. */
  asked: { resolution: Resolution; letters: readonly DeadLetterRowFragment[] } | null;
  onDone: () => void;
  onCancel: () => void;
  /** The dialog is gone, and the focus about to go back to the button that asked. */
  onClosed: (event: Event) => void;
}

/** Asks before letters are replayed or discarded. */
export function ResolveDialogs({ resolve, asked, onDone, onCancel, onClosed }: ResolveDialogsProps) {
  const t = useWords();
  const letters = asked?.letters ?? [];
  const ids = letters.map(({ id }) => id);
  return (
    <Dialog open={asked !== null} onOpenChange={(open) => !open && onCancel()}>
      {asked && (
        <DialogContent onCloseAutoFocus={onClosed}>
          {asked.resolution === 'replay' ? (
            <ReplayDialog
              letters={letters}
              busy={resolve.underWay === 'replay'}
              onReplay={() => resolve.replay(ids)}
              onDone={onDone}
              onCancel={onCancel}
            />
          ) : (
            <>
              <DialogHeader>
                <DialogTitle>{t('discardAsk', { count: letters.length })}</DialogTitle>
                <DialogDescription>{t('discardMeans', { count: letters.length })}</DialogDescription>
              </DialogHeader>
              <LettersByQueue letters={letters} />
              <DiscardForm
                count={letters.length}
                busy={resolve.underWay === 'discard'}
                onDiscard={(reason) => resolve.discard(ids, reason)}
                onDone={onDone}
                onCancel={onCancel}
              />
            </>
          )}
        </DialogContent>
      )}
    </Dialog>
  );
}
