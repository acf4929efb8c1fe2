import { formatMoney } from '@payloom/ui-kit/money';
import { useEffect, useEffectEvent } from 'react';
import { Link } from 'react-router';
import { useOpenRefundRequestsQuery } from '../features/open-refund-requests/__generated__/open-refund-requests.ts';
import { useLatestPaymentsQuery } from '../features/latest-payments/__generated__/latest-payments.ts';
import { partyName } from '../payment/party-name.ts';
import { FIRST_PAGE_SIZE } from '../payment/place-payment.ts';
import { CardFrame, Nothing } from './card-frame.tsx';
import { useWords } from './words.ts';

const shownMax = 5;

/** When any payment changed last: what its payer asks for is told by no other sign. */
function useLastChange(): string {
  const { data } = useLatestPaymentsQuery({
    variables: { first: FIRST_PAGE_SIZE },
    fetchPolicy: 'cache-first',
  });
  const times = data?.payments.edges.map(({ node }) => node.updatedAt) ?? [];
  return times.reduce((last, at) => (at > last ? at : last), '');
}

/** The payers who wait for an answer. */
export function RefundRequestsCard() {
  const t = useWords();
  const { data, error, refetch } = useOpenRefundRequestsQuery({
    variables: { first: shownMax },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const retry = (): void => void refetch().catch(() => undefined);
  const lastChange = useLastChange();
  const changed = useEffectEvent(() => {
    if (data) retry();
  });
  useEffect(() => changed(), [lastChange]);
  const open = data?.payments.edges.map(({ node }) => node) ?? [];
  return (
    <CardFrame
      title={t('refundRequests')}
      description={t('refundRequestsMeans')}
      more={{ to: '/payments?direction=RECEIVED&refund=asked', label: t('allAsked') }}
      error={error}
      onRetry={retry}
      known={data !== undefined}
    >
      {data && open.length === 0 && <Nothing>{t('noRefundRequests')}</Nothing>}
      {open.length > 0 && (
        <ul className="divide-y text-sm">
          {open.map(({ id, payer, refundRequest }) => {
            const amount = refundRequest?.amount;
            return (
              <li key={id} className="py-2">
                <Link to={`/payments/${id}`} className="font-medium underline-offset-4 hover:underline">
                  {t('asked', {
                    name: partyName(payer),
                    amount: amount ? formatMoney(amount.amountMinor, amount.currency) : t('allOfIt'),
                  })}
                </Link>
                {refundRequest && <p className="truncate text-muted-foreground">{refundRequest.note}</p>}
              </li>
            );
          })}
        </ul>
      )}
    </CardFrame>
  );
}
