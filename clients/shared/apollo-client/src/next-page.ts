import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { failureSentence } from './failure-sentence.ts';
import { forgetParts } from './list-part.ts';

/**
 * A list holds so many rows that were loaded, at most: each page that comes is merged into all that is there, and read
 * with it. Behind them one goes on with a list of its own.
 */
export const LOADED_ROWS_MAX = 2_000;

/** What stands at the end of a list. */
export interface NextPage {
  hasMore: boolean;
  loading: boolean;
  /** Why the next page could not be loaded, until it is asked for again. */
  problem: string | undefined;
  shownCount: number;
  onLoadMore: () => void;
  /** Begins anew behind the last row; undefined while the list may still grow. */
  onGoOn: (() => void) | undefined;
}

interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

export type FetchMore = (options: { variables: { after: string | null } }) => Promise<unknown>;

interface NextPageOptions {
  /** Of the list as far as it is loaded; undefined while nothing of it is. */
  pageInfo: PageInfo | undefined;
  /** How many rows the list has now. */
  shownCount: number;
  fetchMore: FetchMore;
  /** Where the list begins: it is shown from another cursor on where it has grown too long. */
  start: { goOn: (after: string) => void };
  describe?: (failure: unknown) => string;
}

const NOTHING_YET: PageInfo = { hasNextPage: false, endCursor: null };

/** Loads the next page of a list, and keeps why it could not; says when the list is as long as it may become. */
export function useNextPage(options: NextPageOptions): NextPage {
  const { pageInfo = NOTHING_YET, shownCount, fetchMore, start, describe = failureSentence } = options;
  const { hasNextPage, endCursor: after } = pageInfo;
  const client = useApolloClient();
  const [loading, setLoading] = useState(false);
  const [failed, setFailed] = useState<{ after: string | null; problem: string }>();
  const load = async (): Promise<void> => {
    setLoading(true);
    setFailed(undefined);
    try {
      await fetchMore({ variables: { after } });
    } catch (failure) {
      setFailed({ after, problem: describe(failure) });
    } finally {
      setLoading(false);
    }
  };
  const goOnFrom = (cursor: string): void => {
    forgetParts(client);
    start.goOn(cursor);
  };
  const isFull = shownCount >= LOADED_ROWS_MAX;
  return {
    hasMore: hasNextPage,
    loading,
    // Of another cursor it was another list, or the page before.
    problem: failed?.after === after ? failed.problem : undefined,
    shownCount,
    onLoadMore: () => void load(),
    onGoOn: isFull && after !== null ? () => goOnFrom(after) : undefined,
  };
}
