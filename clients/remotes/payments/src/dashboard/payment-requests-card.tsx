import { Money } from '@payloom/ui-kit/money';
import { LiveGlow } from '@payloom/ui-kit/live-glow';
import { usePaymentRequestsQuery } from '../features/payment-requests/__generated__/payment-requests.ts';
import type { RequestRowFragment } from '../payment/__generated__/request.ts';
import { CardFrame, Nothing } from './card-frame.tsx';
import { useWords } from './words.ts';

const askedCount = 50;
const shownMax = 4;

/** How many of the newest wait, and how many of them were paid. */
function Counts({ requests, hasMore }: { requests: readonly RequestRowFragment[]; hasMore: boolean }) {
  const t = useWords();
  const openCount = requests.filter(({ status }) => status === 'OPEN').length;
  const paidCount = requests.filter(({ paidCount: count }) => (count ?? 0) > 0).length;
  const words = { paid: paidCount, total: requests.length };
  return (
    <p className="mb-3 flex flex-wrap items-baseline gap-x-3">
      <LiveGlow value={openCount} className="text-2xl font-semibold tracking-tight tabular-nums">
        {t('openRequests', { count: openCount })}
      </LiveGlow>
      <LiveGlow value={paidCount} className="text-sm text-muted-foreground">
        {hasMore ? t('paidOfLatest', words) : t('paidOfAll', words)}
      </LiveGlow>
    </p>
  );
}

function OpenRequest({ note, use, amount, paidCount }: RequestRowFragment) {
  const t = useWords();
  return (
    <li className="flex items-baseline justify-between gap-4 py-2">
      <span className="min-w-0">
        <span className="block truncate font-medium">{note ?? t('noRequestNote')}</span>
        <span className="text-muted-foreground">
          {use === 'SINGLE' ? t('waits') : t('paidTimes', { count: paidCount ?? 0 })}
        </span>
      </span>
      <Money {...amount} />
    </li>
  );
}

/** The links that can still be paid by: how many, the newest of them, and how many of all were paid. */
export function PaymentRequestsCard() {
  const t = useWords();
  const { data, error, refetch } = usePaymentRequestsQuery({
    variables: { first: askedCount },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const requests = data?.paymentRequests.edges.map(({ node }) => node) ?? [];
  const open = requests.filter(({ status }) => status === 'OPEN').slice(0, shownMax);
  return (
    <CardFrame
      title={t('requests')}
      description={t('requestsMeans')}
      more={{ to: '/requests', label: t('allRequests') }}
      error={error}
      onRetry={() => void refetch().catch(() => undefined)}
      known={data !== undefined}
    >
      {data && requests.length > 0 && (
        <Counts requests={requests} hasMore={data.paymentRequests.pageInfo.hasNextPage} />
      )}
      {data && open.length === 0 && <Nothing>{t('noOpenRequests')}</Nothing>}
      {open.length > 0 && (
        <ul className="divide-y text-sm">
          {open.map((request) => (
            <OpenRequest key={request.id} {...request} />
          ))}
        </ul>
      )}
    </CardFrame>
  );
}
