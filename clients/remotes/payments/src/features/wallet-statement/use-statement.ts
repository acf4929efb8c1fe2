import { NetworkStatus } from '@apollo/client';
import { useRegion } from '@payloom/i18n/use-region';
import { toast } from '@payloom/ui-kit/toaster';
import { useEffect, useEffectEvent, useState } from 'react';
import { describeFailure } from '../../problems/describe-failure.ts';
import type { WalletMoneyFragment } from '../../wallet/__generated__/viewer-wallet.ts';
import { useWalletStatementQuery, type WalletStatementQuery } from './__generated__/wallet-statement.ts';
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
  loadingMore: boolean;
  retry: () => void;
  loadMore: () => void;
  /** Loads all lines that are not here yet. Resolves with whether they all are. */
  loadAll: () => Promise<boolean>;
}

interface Asked {
  month: string;
  currency: string | undefined;
  /** What moves when something is posted. */
  wallet: WalletMoneyFragment | undefined;
}

type Query = ReturnType<typeof useWalletStatementQuery>;

function tell(failure: unknown): void {
  toast.error(useWords.now()('moreFailed'), { description: describeFailure(failure) });
}

/** Continues the lines behind the last one that is here; the sums come with them, as they are by then. */
function useLines(statement: Statement | undefined, fetchMore: Query['fetchMore']) {
  const [gathering, setGathering] = useState(false);
  const end = statement?.lines.pageInfo;
  const continueBehind = async (after: string | null | undefined, first = PAGE_SIZE) => {
    const more = await fetchMore({ variables: { first, after: after ?? null } });
    const next = more.data?.walletStatement;
    return next?.__typename === 'WalletStatement' ? next.lines.pageInfo : undefined;
  };
  const loadAll = async (): Promise<boolean> => {
    setGathering(true);
    try {
      let at = end;
      while (at?.hasNextPage) at = await continueBehind(at.endCursor, LARGE_PAGE_SIZE);
      return at !== undefined;
    } catch (failure) {
      tell(failure);
      return false;
    } finally {
      setGathering(false);
    }
  };
  return { gathering, loadAll, loadNext: () => continueBehind(end?.endCursor) };
}

/** The statement that the address asks for; what is posted while it is looked at comes by itself. */
export function useStatement({ month, currency, wallet }: Asked): StatementState {
  const { timeZone } = useRegion();
  const { data, error, loading, networkStatus, refetch, fetchMore } = useWalletStatementQuery({
    variables: { month, timeZone, ...(currency ? { currency } : {}), first: PAGE_SIZE },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
    notifyOnNetworkStatusChange: true,
  });
  const answer = data?.walletStatement;
  const statement = answer?.__typename === 'WalletStatement' ? answer : undefined;
  const { gathering, loadAll, loadNext } = useLines(statement, fetchMore);
  const fetchingMore = networkStatus === NetworkStatus.fetchMore;

  // What was posted since stands behind the last line.
  const balance = wallet && `${wallet.balance.amountMinor} ${wallet.pending.amountMinor}`;
  const moved = useEffectEvent(() => {
    if (statement) void loadNext().catch(() => undefined);
  });
  useEffect(() => moved(), [balance]);

  return {
    statement,
    refusal: answer?.__typename === 'InvalidInput' ? answer : undefined,
    error: data ? undefined : error,
    loading: loading && !fetchingMore,
    loadingMore: gathering || fetchingMore,
    // What fails again shows as the query's error.
    retry: () => void refetch().catch(() => undefined),
    loadMore: () => void loadNext().catch(tell),
    loadAll,
  };
}
