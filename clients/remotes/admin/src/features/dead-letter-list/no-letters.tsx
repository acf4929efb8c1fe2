import { Button } from '@payloom/ui-kit/button';
import { EmptyState } from '@payloom/ui-kit/empty-state';
import { MailCheck, SearchX } from 'lucide-react';
import type { LetterFilter } from '../../dead-letter/letter-filter.ts';

/** Nothing to list: the good news, or a filter that finds nothing. */
export function NoLetters({ filter, onClear }: { filter: LetterFilter; onClear: () => void }) {
  const { status, queue, eventType } = filter;
  if (status === 'OPEN' && queue === '' && eventType === '') {
    return (
      <EmptyState
        icon={MailCheck}
        title="Nothing was given up"
        description="Every event was handled, or is still being tried. Should a consumer give one up, it shows up here by itself."
      />
    );
  }
  return (
    <EmptyState
      icon={SearchX}
      title="No dead letter matches"
      description="One that does will show up here by itself."
      action={
        <Button variant="outline" onClick={onClear}>
          Show all that are open
        </Button>
      }
    />
  );
}
