import { RotateCw, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { cn } from './cn.ts';
import { useWords } from './words.ts';

export interface ErrorStateProps {
  /** What did not work: "The payments could not be loaded." */
  title: string;
  /** Why, as far as it is known, and what to do. */
  description?: ReactNode;
  onRetry?: (() => void) | undefined;
  retrying?: boolean;
  /** Another way on, beside the retry. */
  action?: ReactNode;
  className?: string;
}

/** What failed, why, and a way to try again. */
export function ErrorState({
  title,
  description,
  onRetry,
  retrying = false,
  action,
  className,
}: ErrorStateProps) {
  const t = useWords();
  return (
    <div role="alert" className={cn('flex flex-col items-center gap-1 px-6 py-12 text-center', className)}>
      <span className="mb-3 flex size-10 items-center justify-center rounded-lg bg-danger-soft text-danger">
        <TriangleAlert aria-hidden className="size-4" />
      </span>
      <p className="font-medium">{title}</p>
      {description && <p className="max-w-sm text-sm text-pretty text-muted-foreground">{description}</p>}
      {(onRetry || action) && (
        <div className="mt-4 flex flex-wrap justify-center gap-2">
          {onRetry && (
            <Button variant="outline" busy={retrying} onClick={onRetry}>
              {!retrying && <RotateCw aria-hidden />}
              {t('tryAgain')}
            </Button>
          )}
          {action}
        </div>
      )}
    </div>
  );
}
