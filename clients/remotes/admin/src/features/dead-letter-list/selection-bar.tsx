import { Button } from '@payloom/ui-kit/button';
import { cn } from '@payloom/ui-kit/cn';
import { RotateCw, Trash2, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { RESOLVED_AT_ONCE_MAX, type ResolveLetters } from '../../dead-letter/use-resolve-letters.ts';
import { useWords } from './words.ts';

export interface SelectionBarProps extends Pick<ResolveLetters, 'underWay'> {
  count: number;
  onReplay: () => void;
  onDiscard: () => void;
  onClear: () => void;
}

function Words({ count }: { count: number }): ReactNode {
  const t = useWords();
  if (count === 0) return t('selectHint');
  if (count < RESOLVED_AT_ONCE_MAX) return t('selected', { count });
  return t('selectedMost', { count });
}

/** How many letters are selected, and what can be done with them. It holds its place while none is. */
export function SelectionBar({ count, underWay, onReplay, onDiscard, onClear }: SelectionBarProps) {
  const t = useWords();
  return (
    <div
      role="group"
      aria-label={t('selection')}
      className={cn(
        'my-2 flex min-h-12 flex-wrap items-center gap-2 rounded-lg py-1.5 text-sm',
        count > 0 && 'sticky top-16 z-20 -mx-2 bg-accent-soft px-2 shadow-float',
      )}
    >
      <p
        role="status"
        className={cn('mr-auto', count > 0 ? 'px-1 font-medium tabular-nums' : 'text-muted-foreground')}
      >
        <Words count={count} />
      </p>
      {count > 0 && (
        <>
          <Button size="sm" busy={underWay === 'replay'} onClick={onReplay}>
            {underWay !== 'replay' && <RotateCw aria-hidden />}
            {t('replay')}
          </Button>
          <Button size="sm" variant="outline" disabled={underWay !== undefined} onClick={onDiscard}>
            <Trash2 aria-hidden />
            {t('discard')}
          </Button>
          <Button size="sm" variant="ghost" aria-label={t('selectNone')} onClick={onClear}>
            <X aria-hidden />
          </Button>
        </>
      )}
    </div>
  );
}
