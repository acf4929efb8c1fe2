import { Card, CardContent, CardFooter } from '@payloom/ui-kit/card';
import { LiveGlow } from '@payloom/ui-kit/live-glow';
import { formatMoney } from '@payloom/ui-kit/money';
import { RelativeTime } from '@payloom/ui-kit/relative-time';
import type { PaymentProgressFragment, PaymentRowFragment } from '../../payment/__generated__/payment.ts';
import { partyName } from '../../payment/party-name.ts';
import { DeclineDialog } from './decline-dialog.tsx';
import { RefundDialog } from './refund-dialog.tsx';
import { useWords } from './words.ts';

type ShownPayment = PaymentRowFragment & PaymentProgressFragment;
type Request = NonNullable<ShownPayment['refundRequest']>;

type Words = ReturnType<typeof useWords>;

function askedWords(t: Words, { payer, direction }: ShownPayment, { amount: money }: Request): string {
  const amount = money && formatMoney(money.amountMinor, money.currency);
  if (direction === 'SENT') return amount ? t('youAskedFor', { amount }) : t('youAsked');
  const asks = { payer: partyName(payer) };
  return amount ? t('payerAsksFor', { ...asks, amount }) : t('payerAsks', asks);
}

function answerWords(t: Words, { recipient, direction }: ShownPayment, { status }: Request): string {
  const who = partyName(recipient);
  if (direction === 'RECEIVED') return status === 'DECLINED' ? t('youDeclined') : t('yourTurn');
  return status === 'DECLINED' ? t('declined', { who }) : t('noAnswer', { who });
}

/** What the payer asked for last, and what came of it; a request that was granted is told by its refund. */
export function RefundRequest({ payment }: { payment: ShownPayment }) {
  const t = useWords();
  const { refundRequest: request, direction } = payment;
  if (!request || request.status === 'GRANTED') return null;
  const open = request.status === 'OPEN';
  return (
    <Card aria-label={t('request')}>
      <CardContent className="flex flex-col gap-2">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <h2 className="text-base font-semibold">
            <LiveGlow value={request.status}>{askedWords(t, payment, request)}</LiveGlow>
          </h2>
          <RelativeTime value={request.updatedAt} className="text-xs text-muted-foreground" />
        </div>
        <blockquote className="border-l-2 pl-3 text-sm break-words">{request.note}</blockquote>
        <p className="text-sm text-muted-foreground">{answerWords(t, payment, request)}</p>
        {request.answer && (
          <blockquote className="border-l-2 pl-3 text-sm break-words">{request.answer}</blockquote>
        )}
      </CardContent>
      {open && direction === 'RECEIVED' && (
        <CardFooter className="flex-wrap">
          <RefundDialog payment={payment} amountMinor={request.amount?.amountMinor} variant="default" />
          <DeclineDialog payment={payment} />
        </CardFooter>
      )}
    </Card>
  );
}
