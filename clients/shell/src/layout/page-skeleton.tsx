import { Skeleton } from '@payloom/ui-kit/skeleton';
import { useWords } from './words.ts';

/** A page's place, while it is not known which one: a title and a surface. */
export function PageSkeleton() {
  const t = useWords();
  return (
    <div role="status" aria-label={t('loading')} className="flex flex-col gap-6">
      <Skeleton className="h-8 w-48" />
      <Skeleton className="h-40 w-full rounded-lg" />
      <Skeleton className="h-64 w-full rounded-lg" />
    </div>
  );
}
