import { NetworkStatus } from '@apollo/client';
import { Button } from '@payloom/ui-kit/button';
import { cn } from '@payloom/ui-kit/cn';
import { DataList } from '@payloom/ui-kit/data-list';
import { EmptyState } from '@payloom/ui-kit/empty-state';
import { SearchX, UsersRound } from 'lucide-react';
import { Forbidden, isForbidden } from '../../access/forbidden.tsx';
import { ListFailure, SomeMissing } from '../../access/list-state.tsx';
import { useUserListQuery } from './__generated__/user-list.ts';
import { askedUsers, type UserListFilter } from '../../user/user-filter.ts';
import { userColumns } from './user-columns.tsx';

const PAGE_ROWS = 25;

function NoUsers({ filter: { search, role, status }, onClear }: UserListProps) {
  if (!search && !role && !status) return <EmptyState icon={UsersRound} title="Nobody has an account yet" />;
  return (
    <EmptyState
      icon={SearchX}
      title={search ? `Nobody matches “${search}”` : 'Nobody matches'}
      description={
        role || status
          ? 'Look among all roles and statuses.'
          : 'Part of a name or of an email address is enough.'
      }
      action={
        <Button variant="outline" onClick={onClear}>
          Show everybody
        </Button>
      }
    />
  );
}

export interface UserListProps {
  filter: UserListFilter;
  onClear: () => void;
}

/** Everybody with an account who matches, newest first. */
export function UserList({ filter, onClear }: UserListProps) {
  const { data, previousData, error, loading, networkStatus, refetch, fetchMore } = useUserListQuery({
    variables: { filter: askedUsers(filter), first: PAGE_ROWS },
    fetchPolicy: 'cache-and-network',
    // One part of Payloom may be down: who is there is still shown.
    errorPolicy: 'all',
    notifyOnNetworkStatusChange: true,
  });
  if (isForbidden(error)) return <Forbidden />;
  const connection = (data ?? (loading ? previousData : undefined))?.users;
  const rows = connection?.edges.map(({ node }) => node) ?? [];
  const retrying = networkStatus === NetworkStatus.refetch;
  const retry = (): void => void refetch();
  const loadMore = (): void =>
    void fetchMore({ variables: { after: connection?.pageInfo.endCursor ?? null } });
  return (
    <>
      {error && connection && <SomeMissing onRetry={retry} retrying={retrying} />}
      <DataList
        label="Users"
        columns={userColumns}
        rows={rows}
        rowKey={({ id }) => id}
        rowLink={({ id }) => `/admin/users/${encodeURIComponent(id)}`}
        loading={loading}
        className={cn(!data && loading && rows.length > 0 && 'opacity-60 transition-opacity duration-150')}
        error={
          error &&
          !connection && <ListFailure what="The users" error={error} onRetry={retry} retrying={retrying} />
        }
        empty={<NoUsers filter={filter} onClear={onClear} />}
        {...(connection && {
          loadMore: {
            hasMore: connection.pageInfo.hasNextPage,
            loading: networkStatus === NetworkStatus.fetchMore,
            onLoadMore: loadMore,
            shownCount: rows.length,
            totalCount: connection.totalCount,
          },
        })}
      />
    </>
  );
}
