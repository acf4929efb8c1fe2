import { Button } from '@payloom/ui-kit/button';
import { EmptyState } from '@payloom/ui-kit/empty-state';
import { MailCheck, SearchX } from 'lucide-react';
import type { LetterFilter } from '../../dead-letter/letter-filter.ts';
import { useWords } from './words.ts';

/** Nothing to list: the good news, or a filter that finds nothing. */
export function NoLetters({ filter, onClear }: { filter: LetterFilter; onClear: () => void }) {
  const t = useWords();
  const { status, queue, eventType } = filter;
  if (status === 'OPEN' && queue === '' && eventType === '') {
    return <EmptyState icon={MailCheck} title={t('empty')} description={t('emptyMeans')} />;
  }
  return (
    <EmptyState
      icon={SearchX}
      title={t('noMatch')}
      description={t('noMatchMeans')}
      action={
        <Button variant="outline" onClick={onClear}>
          {t('allOpen')}
        </Button>
      }
    />
  );
}
