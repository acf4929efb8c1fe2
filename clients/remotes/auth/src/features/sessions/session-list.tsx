import { NetworkStatus } from '@apollo/client';
import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { Button } from '@payloom/ui-kit/button';
import { Card, CardDescription, CardFooter, CardHeader, CardTitle } from '@payloom/ui-kit/card';
import { ErrorState } from '@payloom/ui-kit/error-state';
import { Skeleton } from '@payloom/ui-kit/skeleton';
import {
  useOpenSessionListQuery,
  useOwnSessionChangedSubscription,
  type OpenSessionRowFragment,
} from './__generated__/sessions.ts';
import { SessionRow } from './session-row.tsx';
import { SignOutEverywhere } from './sign-out-everywhere.tsx';
import { useEndSessions, type EndSessions } from './use-end-sessions.ts';
import { useWords } from './words.ts';

const SKELETON_ROWS = 2;

function Loading() {
  const t = useWords();
  return (
    <ul aria-label={t('loading')} aria-busy className="divide-y">
      {Array.from({ length: SKELETON_ROWS }, (_, row) => (
        <li key={row} className="flex items-center gap-4 px-4 py-3.5 sm:px-6">
          <Skeleton className="size-10 rounded-lg" />
          <div className="flex flex-1 flex-col gap-2">
            <Skeleton className="w-40" />
            <Skeleton className="w-64 max-w-full" />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** This device first; it is the one people look for. */
const currentFirst = (rows: readonly OpenSessionRowFragment[]) =>
  rows.toSorted((one, other) => Number(other.isCurrent) - Number(one.isCurrent));

interface RowsProps {
  rows: readonly OpenSessionRowFragment[];
  hasMore: boolean;
  does: EndSessions;
}

function Rows({ rows, hasMore, does }: RowsProps) {
  const t = useWords();
  const { ending } = does;
  const end = (row: OpenSessionRowFragment) => () => void (row.isCurrent ? does.endThis() : does.endOne(row));
  return (
    <>
      <ul aria-label={t('list')} className="mt-4 divide-y border-t">
        {currentFirst(rows).map((row) => (
          <SessionRow
            key={row.id}
            session={row}
            busy={typeof ending === 'object' && ending.id === row.id}
            onEnd={end(row)}
          />
        ))}
      </ul>
      {hasMore && (
        <p className="border-t px-4 py-3 text-sm text-muted-foreground sm:px-6">
          {t('latest', { count: rows.length })}
        </p>
      )}
      <CardFooter className="flex-wrap justify-between">
        <Button
          variant="outline"
          busy={ending === 'others'}
          disabled={rows.length < 2}
          onClick={() => void does.endOthers()}
        >
          {t('signOutOthers')}
        </Button>
        <SignOutEverywhere busy={ending === 'all'} onConfirm={() => void does.endAll()} />
      </CardFooter>
    </>
  );
}

/** Where the viewer is signed in, kept up to date, and how to end it: one device, the others or all. */
export function SessionList() {
  const t = useWords();
  const { data, error, refetch, networkStatus } = useOpenSessionListQuery({
    fetchPolicy: 'cache-and-network',
    notifyOnNetworkStatusChange: true,
  });
  // What an update brings goes into the cache, and from there to the list.
  useOwnSessionChangedSubscription({ ignoreResults: true });
  const does = useEndSessions(refetch);
  const connection = data?.viewer?.sessions;
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
        <CardDescription>{t('meaning')}</CardDescription>
      </CardHeader>
      {connection ? (
        <Rows
          rows={connection.edges.map(({ node }) => node)}
          hasMore={connection.pageInfo.hasNextPage}
          does={does}
        />
      ) : error ? (
        <ErrorState
          title={t('failed')}
          description={failureSentence(error)}
          onRetry={() => void refetch()}
          retrying={networkStatus === NetworkStatus.refetch}
        />
      ) : (
        <Loading />
      )}
    </Card>
  );
}
