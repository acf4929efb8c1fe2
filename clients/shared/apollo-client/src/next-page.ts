import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { failureSentence } from './failure-sentence.ts';
import { forgetParts } from './list-part.ts';

/**
 * A list holds so many rows that were loaded, at most: each page that comes is merged into all that is there, and read
 * with it. Behind them one goes on with a list of its own.
 */
export const LOADED_ROWS_MAX = 2_000;

export interface NextPage {
  loading: boolean;
  /** Why the next page could not be loaded, until it is asked for again. */
  problem: string | undefined;
  load: () => void;
  /** Begins anew behind the last row; undefined while the list may still grow. */
  goOn: (() => void) | undefined;
}

interface NextPageOptions {
  /** Behind what the next page begins; another one is another list, or the next page of this. */
  after: string | null;
  /** How many rows the list has now. */
  shownCount: number;
  fetchMore: (options: { variables: { after: string | null } }) => Promise<unknown>;
  /** Shows the list from that cursor on. */
  goOn: (after: string) => void;
  describe?: (failure: unknown) => string;
}

/** Loads the next page of a list, and keeps why it could not; says when the list is as long as it may become. */
export function useNextPage(options: NextPageOptions): NextPage {
  const { after, shownCount, fetchMore, goOn, describe = failureSentence } = options;
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
    goOn(cursor);
  };
  const isFull = shownCount >= LOADED_ROWS_MAX;
  return {
    loading,
    problem: failed?.after === after ? failed.problem : undefined,
    load: () => void load(),
    goOn: isFull && after !== null ? () => goOnFrom(after) : undefined,
  };
}
