import { NetworkStatus } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useNextPage } from '@payloom/apollo-client/next-page';
import { useListStart, type ListStart } from '@payloom/ui-kit/list-start';
import type { LoadMoreProps } from '@payloom/ui-kit/load-more';
import { useMemo } from 'react';
import type { DeadLetterRowFragment } from '../../dead-letter/__generated__/dead-letter.ts';
import {
  askedFilter,
  matchesFilter,
  type AskedLetterFilter,
  type LetterFilter,
} from '../../dead-letter/letter-filter.ts';
import {
  DeadLetterCountDocument,
  DeadLetterListDocument,
  useDeadLetterListQuery,
} from './__generated__/dead-letter-list.ts';

const PAGE_ROWS = 25;

export interface LetterList {
  /** All that is loaded, each once; also what does not belong here any more. */
  letters: readonly DeadLetterRowFragment[];
  /** Whether a letter belongs into the list as it is now. */
  belongs: (letter: DeadLetterRowFragment) => boolean;
  totalCount: number | undefined;
  loading: boolean;
  /** What is shown is of the filter before, until the new one's answer is here. */
  outdated: boolean;
  error: Error | undefined;
  retrying: boolean;
  reload: () => void;
  /** Asks how many there are now. */
  recount: () => void;
  loadMore: LoadMoreProps | undefined;
  start: ListStart;
}

function distinct(letters: readonly DeadLetterRowFragment[]): DeadLetterRowFragment[] {
  return [...new Map(letters.map((letter) => [letter.id, letter])).values()];
}

/**
 * Asks how many letters there are. The list is loaded anew where it is whole and has another number, and where all that
 * was loaded has left it while there is more. A part that begins further back is never whole.
 */
function useRecount(filter: LetterFilter, start: ListStart, reload: () => void): () => void {
  const client = useApolloClient();
  const asked = askedFilter(filter);
  const isStale = (totalCount: number): boolean => {
    const variables = { filter: asked, first: PAGE_ROWS, ...start.variables };
    const list = client.cache.readQuery({ query: DeadLetterListDocument, variables })?.deadLetters;
    if (!list) return false;
    const letters = distinct(list.edges.map(({ node }) => node));
    const count = letters.filter((letter) => matchesFilter(letter, asked)).length;
    if (list.pageInfo.hasNextPage) return count === 0;
    return start.after === undefined && count !== totalCount;
  };
  const ask = async (): Promise<void> => {
    const { data } = await client.query({
      query: DeadLetterCountDocument,
      // The answer belongs to the list that is shown.
      variables: { filter: asked, ...(start.after && { start: start.after }) },
      fetchPolicy: 'network-only',
    });
    if (data && isStale(data.deadLetters.totalCount)) reload();
  };
  // What cannot be counted now is counted the next time.
  return () => void ask().catch(() => undefined);
}

function useLetters(asked: AskedLetterFilter, start: ListStart) {
  return useDeadLetterListQuery({
    variables: { filter: asked, first: PAGE_ROWS, ...start.variables },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
    // One part of Payloom may be down: what was given up is still shown.
    errorPolicy: 'all',
    notifyOnNetworkStatusChange: true,
  });
}

/** The dead letters that the filter asks for, newest first, as the cache has them: live updates place them there. */
export function useLetterList(filter: LetterFilter): LetterList {
  const asked = useMemo(() => askedFilter(filter), [filter]);
  const start = useListStart();
  const query = useLetters(asked, start);
  const { data, previousData, loading, error, networkStatus, refetch, fetchMore } = query;
  const connection = (data ?? (loading ? previousData : undefined))?.deadLetters;
  const letters = useMemo(() => distinct(connection?.edges.map(({ node }) => node) ?? []), [connection]);
  // What fails again shows as the query's error.
  const reload = (): void => void refetch().catch(() => undefined);
  const outdated = data === undefined && connection !== undefined;
  const belongs = (letter: DeadLetterRowFragment): boolean => outdated || matchesFilter(letter, asked);
  const shownCount = letters.filter(belongs).length;
  const next = useNextPage({ pageInfo: connection?.pageInfo, shownCount: letters.length, fetchMore, start });
  return {
    letters,
    belongs,
    totalCount: connection?.totalCount,
    loading: loading && networkStatus !== NetworkStatus.fetchMore,
    outdated,
    error,
    retrying: networkStatus === NetworkStatus.refetch,
    reload,
    recount: useRecount(filter, start, reload),
    loadMore: connection && { ...next, shownCount, totalCount: connection.totalCount },
    start,
  };
}
