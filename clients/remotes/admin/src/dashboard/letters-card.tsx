import { Inbox, TriangleAlert } from 'lucide-react';
import { useDeadLetterCountQuery } from '../features/dead-letter-list/__generated__/dead-letter-list.ts';
import { CardFrame } from './card-frame.tsx';
import { useWords } from './words.ts';

const pollMs = 15_000;

/** How many events wait for somebody to look at them. */
export function LettersCard() {
  const t = useWords();
  const { data, error, refetch } = useDeadLetterCountQuery({
    variables: { filter: { status: 'OPEN' } },
    fetchPolicy: 'cache-and-network',
    pollInterval: pollMs,
    skipPollAttempt: () => document.hidden,
  });
  const count = data?.deadLetters.totalCount;
  return (
    <CardFrame
      title={t('letters')}
      more={{ to: '/admin/events', label: t('events') }}
      failed={error !== undefined}
      onRetry={() => void refetch().catch(() => undefined)}
      known={count !== undefined}
    >
      {count !== undefined && (
        <p className="flex items-center gap-3 text-sm">
          {count === 0 ? (
            <Inbox aria-hidden className="size-5 text-muted-foreground" />
          ) : (
            <TriangleAlert aria-hidden className="size-5 text-warning" />
          )}
          {count === 0 ? t('noLetters') : t('open', { count })}
        </p>
      )}
    </CardFrame>
  );
}
