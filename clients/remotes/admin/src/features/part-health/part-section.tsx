import { EmptyState } from '@payloom/ui-kit/empty-state';
import { Skeleton } from '@payloom/ui-kit/skeleton';
import type { LucideIcon } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { Forbidden, isForbidden } from '../../access/forbidden.tsx';
import { ListFailure, Outdated } from '../../access/list-state.tsx';
import { useWords } from './words.ts';

export interface PartSectionProps {
  title: string;
  loadingWords: string;
  failedWords: string;
  emptyWords: string;
  icon: LucideIcon;
  error: unknown;
  onRetry: () => void;
  retrying: boolean;
  /** Undefined until it is known. */
  cards: readonly ReactNode[] | undefined;
}

function SectionBody(props: PartSectionProps) {
  const { loadingWords, failedWords, emptyWords, icon, error, onRetry, retrying, cards } = props;
  const t = useWords();
  if (isForbidden(error)) return <Forbidden />;
  if (!cards && !error) {
    return (
      <div role="status" className="grid gap-4 md:grid-cols-2">
        <span className="sr-only">{loadingWords}</span>
        {['a', 'b', 'c', 'd'].map((key) => (
          <Skeleton key={key} className="h-56 w-full" />
        ))}
      </div>
    );
  }
  if (!cards) {
    return (
      <div className="rounded-lg border bg-card">
        <ListFailure title={failedWords} error={error} onRetry={onRetry} retrying={retrying} />
      </div>
    );
  }
  if (cards.length === 0) {
    return (
      <div className="rounded-lg border bg-card">
        <EmptyState icon={icon} title={emptyWords} description={t('emptyMeans')} />
      </div>
    );
  }
  return (
    <>
      {error !== undefined && <Outdated onRetry={onRetry} retrying={retrying} />}
      <ul className="grid gap-4 md:grid-cols-2">{cards}</ul>
    </>
  );
}

/** The parts of one kind, or why there is none to be shown. */
export function PartSection(props: PartSectionProps) {
  const title = useId();
  return (
    <section aria-labelledby={title} className="mt-10">
      <h2 id={title} className="mb-3 text-lg leading-7 font-semibold">
        {props.title}
      </h2>
      <SectionBody {...props} />
    </section>
  );
}
