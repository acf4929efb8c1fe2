import { NetworkStatus } from '@apollo/client';
import { useNextPage } from '@payloom/apollo-client/next-page';
import { Button } from '@payloom/ui-kit/button';
import { cn } from '@payloom/ui-kit/cn';
import { DataList } from '@payloom/ui-kit/data-list';
import { EmptyState } from '@payloom/ui-kit/empty-state';
import { useListStart } from '@payloom/ui-kit/list-start';
import { SearchX, UsersRound } from 'lucide-react';
import { Forbidden, isForbidden } from '../../access/forbidden.tsx';
import { ListFailure, LiveStopped, SomeMissing } from '../../access/list-state.tsx';
import { useUserListQuery } from './__generated__/user-list.ts';
import { askedUsers, type UserListFilter } from '../../user/user-filter.ts';
import { useLiveUsers } from './use-live-users.ts';
import { userColumns } from './user-columns.tsx';
import { useWords } from './words.ts';

const PAGE_ROWS = 25;

function NoUsers({ filter: { search, role, status }, onClear }: UserListProps) {
  const t = useWords();
  if (!search && !role && !status) return <EmptyState icon={UsersRound} title={t('empty')} />;
  return (
    <EmptyState
      icon={SearchX}
      title={search ? t('noMatch', { search }) : t('noMatchAny')}
      description={role || status ? t('lookWider') : t('partIsEnough')}
      action={
        <Button variant="outline" onClick={onClear}>
          {t('everybody')}
        </Button>
      }
    />
  );
}

export interface UserListProps {
  filter: UserListFilter;
  onClear: () => void;
}

function useUsers(filter: UserListFilter) {
  const start = useListStart();
  const variables = { filter: askedUsers(filter), first: PAGE_ROWS, ...start.variables };
  const query = useUserListQuery({
    variables,
    fetchPolicy: 'cache-and-network',
    // One part of Payloom may be down: who is there is still shown.
    errorPolicy: 'all',
    notifyOnNetworkStatusChange: true,
  });
  const forbidden = isForbidden(query.error);
  const reload = (): void => void query.refetch();
  const live = useLiveUsers({ skip: forbidden, variables, reload });
  const { data, previousData, loading, fetchMore } = query;
  const connection = (data ?? (loading ? previousData : undefined))?.users;
  const rows = connection?.edges.map(({ node }) => node) ?? [];
  const next = useNextPage({ pageInfo: connection?.pageInfo, shownCount: rows.length, fetchMore, start });
  return { ...query, connection, rows, forbidden, reload, live, next, start };
}

/** Everybody with an account who matches, newest first; who is new comes on top by themselves. */
export function UserList({ filter, onClear }: UserListProps) {
  const t = useWords();
  const users = useUsers(filter);
  const { data, connection, error, loading, networkStatus, rows, reload: retry, live, next } = users;
  if (users.forbidden) return <Forbidden />;
  const retrying = networkStatus === NetworkStatus.refetch;
  return (
    <>
      {error && connection && <SomeMissing onRetry={retry} retrying={retrying} />}
      {live.stopped && <LiveStopped onResume={live.resume} />}
      <DataList
        live
        start={users.start}
        label={t('title')}
        columns={userColumns}
        rows={rows}
        rowKey={({ id }) => id}
        rowLink={({ id }) => `/admin/users/${encodeURIComponent(id)}`}
        loading={loading}
        className={cn(!data && loading && rows.length > 0 && 'opacity-60 transition-opacity duration-150')}
        error={
          error &&
          !connection && <ListFailure title={t('failed')} error={error} onRetry={retry} retrying={retrying} />
        }
        empty={<NoUsers filter={filter} onClear={onClear} />}
        {...(connection && {
          loadMore: {
            ...next,
            ...(connection.totalCount !== null && { totalCount: connection.totalCount }),
          },
        })}
      />
    </>
  );
}
