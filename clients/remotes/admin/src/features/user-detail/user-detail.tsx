import { Button } from '@payloom/ui-kit/button';
import { EmptyState } from '@payloom/ui-kit/empty-state';
import { Skeleton } from '@payloom/ui-kit/skeleton';
import { UserX } from 'lucide-react';
import { Link } from 'react-router';
import { Forbidden, isForbidden } from '../../access/forbidden.tsx';
import { ListFailure, SomeMissing } from '../../access/list-state.tsx';
import { useThrottled } from '../../live/use-throttled.ts';
import { useUserActivitySubscription, useUserDetailQuery } from './__generated__/user-detail.ts';
import { UserFacts } from './user-facts.tsx';
import { UserHeader } from './user-header.tsx';
import { UserLists } from './user-lists.tsx';
import { useWords } from './words.ts';

const RELOAD_PAUSE_MILLISECONDS = 2_000;

function DetailSkeleton() {
  const t = useWords();
  return (
    <div role="status" className="flex flex-col gap-6">
      <span className="sr-only">{t('loading')}</span>
      <Skeleton className="h-14 w-72" />
      <Skeleton className="h-32 w-full" />
      <Skeleton className="h-48 w-full" />
    </div>
  );
}

function Nobody() {
  const t = useWords();
  return (
    <div className="rounded-lg border bg-card">
      <EmptyState
        icon={UserX}
        title={t('nobody')}
        description={t('nobodyWhy')}
        action={
          <Button asChild variant="outline">
            <Link to="/admin/users">{t('all')}</Link>
          </Button>
        }
      />
    </div>
  );
}

function useUser(userId: string) {
  const query = useUserDetailQuery({
    variables: { id: userId },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
    // One part of Payloom may be down: what the others know is still shown.
    errorPolicy: 'all',
    notifyOnNetworkStatusChange: true,
  });
  const forbidden = isForbidden(query.error);
  const reload = (): void => void query.refetch().catch(() => undefined);
  const reloadSoon = useThrottled(reload, RELOAD_PAUSE_MILLISECONDS);
  useUserActivitySubscription({
    skip: forbidden,
    ignoreResults: true,
    onError: () => undefined,
    onData: ({ data: { data } }) => {
      const entry = data?.auditEntryAdded.auditEntry;
      if (entry?.subject === userId || entry?.actor?.id === userId) reloadSoon();
    },
  });
  return { ...query, forbidden, reload, reloadSoon };
}

/** All there is about one user; it follows what they do and what is done to them. */
export function UserDetail({ userId }: { userId: string }) {
  const t = useWords();
  const { data, error, loading, forbidden, reload, reloadSoon } = useUser(userId);
  if (forbidden) return <Forbidden />;
  if (!data?.user) {
    if (loading) return <DetailSkeleton />;
    if (!error) return <Nobody />;
    return (
      <div className="rounded-lg border bg-card">
        <ListFailure title={t('failed')} error={error} onRetry={reload} retrying={loading} />
      </div>
    );
  }
  return (
    <>
      <UserHeader user={data.user} onDone={reloadSoon} />
      {error && <SomeMissing onRetry={reload} retrying={loading} />}
      <div className="flex flex-col gap-6">
        <UserFacts user={data.user} />
        <UserLists user={data.user} />
      </div>
    </>
  );
}
