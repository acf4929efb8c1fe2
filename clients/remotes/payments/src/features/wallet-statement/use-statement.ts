import { NetworkStatus } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { LOADED_ROWS_MAX, useNextPage } from '@payloom/apollo-client/next-page';
import { useRegion } from '@payloom/i18n/use-region';
import { useListStart, type ListStart } from '@payloom/ui-kit/list-start';
import type { LoadMoreProps } from '@payloom/ui-kit/load-more';
import { toast } from '@payloom/ui-kit/toaster';
import { useEffect, useEffectEvent, useState } from 'react';
import { describeFailure } from '../../problems/describe-failure.ts';
import type { WalletMoneyFragment } from '../../wallet/__generated__/viewer-wallet.ts';
import {
  StatementSumsDocument,
  useWalletStatementQuery,
  type StatementSumsQueryVariables,
  type WalletStatementQuery,
} from './__generated__/wallet-statement.ts';
import { useWords } from './words.ts';

const PAGE_SIZE = 50;
/** As many as the graph gives at once. */
const LARGE_PAGE_SIZE = 100;

type Answer = WalletStatementQuery['walletStatement'];
export type Statement = Extract<Answer, { __typename: 'WalletStatement' }>;
type Refusal = Exclude<Answer, Statement>;

export interface StatementState {
  statement: Statement | undefined;
  /** What the server will not have of what the address asks for. */
  refusal: Refusal | undefined;
  error: Error | undefined;
  loading: boolean;
  retry: () => void;
  loadMore: LoadMoreProps;
  start: ListStart;
  /** Whether the lines are being loaded that are not here yet. */
  gathering: boolean;
  /** Loads all lines that are not here yet, as many as a page holds. Resolves with whether they came. */
  gather: () => Promise<boolean>;
}

interface Asked {
  month: string;
  currency: string | undefined;
  /** What moves when something is posted. */
  wallet: WalletMoneyFragment | undefined;
}

type Query = ReturnType<typeof useWalletStatementQuery>;

/** Loads the lines behind those that are here, until a page holds no more. */
function useGather(statement: Statement | undefined, fetchMore: Query['fetchMore']) {
  const [gathering, setGathering] = useState(false);
  const gather = async (): Promise<boolean> => {
    let end = statement?.lines.pageInfo;
    let room = LOADED_ROWS_MAX - (statement?.lines.edges.length ?? 0);
    setGathering(true);
    try {
      while (end?.hasNextPage && room > 0) {
        const variables = { first: Math.min(room, LARGE_PAGE_SIZE), after: end.endCursor ?? null };
        const next: Answer | undefined = (await fetchMore({ variables })).data?.walletStatement;
        if (next?.__typename !== 'WalletStatement') return false;
        end = next.lines.pageInfo;
        room -= next.lines.edges.length;
      }
      return end !== undefined;
    } catch (failure) {
      toast.error(useWords.now()('moreFailed'), { description: describeFailure(failure) });
      return false;
    } finally {
      setGathering(false);
    }
  };
  return { gathering, gather };
}

/** The lines of the statement, page by page; the sums come with each, as they are by then. */
function useLines(statement: Statement | undefined, start: ListStart, fetchMore: Query['fetchMore']) {
  const pageInfo = statement?.lines.pageInfo;
  const next = useNextPage({
    pageInfo,
    shownCount: statement?.lines.edges.length ?? 0,
    fetchMore,
    start,
    describe: describeFailure,
  });
  const loadMore: LoadMoreProps = {
    ...next,
    // How many stand before a part nobody counts.
    ...(statement && !start.after && { totalCount: statement.lineCount }),
  };
  return { loadMore, loadNext: () => fetchMore({ variables: { after: pageInfo?.endCursor ?? null } }) };
}

/** What was posted while one looks stands behind the last line; where that is not here, it moves the sums alone. */
function useMovements(
  statement: Statement | undefined,
  asked: Asked,
  loadNext: () => Promise<unknown>,
): void {
  const client = useApolloClient();
  const sumUp = (variables: StatementSumsQueryVariables) =>
    client.query({ query: StatementSumsDocument, variables, fetchPolicy: 'network-only' });
  const { wallet } = asked;
  const balance = wallet && `${wallet.balance.amountMinor} ${wallet.pending.amountMinor}`;
  const moved = useEffectEvent(() => {
    if (!statement) return;
    const { month, timeZone, currency, lines } = statement;
    const come = lines.pageInfo.hasNextPage ? sumUp({ month, timeZone, currency }) : loadNext();
    void come.catch(() => undefined);
  });
  useEffect(() => moved(), [balance]);
}

/** The statement that the address asks for; what is posted while it is looked at comes by itself. */
export function useStatement(asked: Asked): StatementState {
  const { month, currency } = asked;
  const { timeZone } = useRegion();
  const start = useListStart();
  const { data, error, loading, networkStatus, refetch, fetchMore } = useWalletStatementQuery({
    variables: { month, timeZone, ...(currency ? { currency } : {}), first: PAGE_SIZE, ...start.variables },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
    notifyOnNetworkStatusChange: true,
  });
  const answer = data?.walletStatement;
  const statement = answer?.__typename === 'WalletStatement' ? answer : undefined;
  const { gathering, gather } = useGather(statement, fetchMore);
  const { loadMore, loadNext } = useLines(statement, start, fetchMore);
  useMovements(statement, asked, loadNext);
  return {
    statement,
    refusal: answer?.__typename === 'InvalidInput' ? answer : undefined,
    error: data ? undefined : error,
    loading: loading && networkStatus !== NetworkStatus.fetchMore,
    // What fails again shows as the query's error.
    retry: () => void refetch().catch(() => undefined),
    loadMore: { ...loadMore, loading: loadMore.loading || gathering },
    start,
    gathering,
    gather,
  };
}
