import { Avatar } from '@payloom/ui-kit/avatar';
import { Badge } from '@payloom/ui-kit/badge';
import { LiveGlow } from '@payloom/ui-kit/live-glow';
import { Money } from '@payloom/ui-kit/money';
import { StatusBadge } from '@payloom/ui-kit/status-badge';
import { ArrowDownLeft, ArrowRight, ArrowUpRight, Undo2 } from 'lucide-react';
import type { PaymentRowFragment } from './__generated__/payment.ts';
import { partyName } from './party-name.ts';
import { useWords } from './words.ts';

/** Whom it was sent to or received from; for somebody who looks on, who paid whom. */
export function Counterparty({ payment }: { payment: PaymentRowFragment }) {
  const t = useWords();
  const { direction, payer, recipient } = payment;
  if (!direction) {
    return (
      <span className="inline-flex max-w-full flex-wrap items-center gap-x-1.5">
        <span>{partyName(payer)}</span>
        <ArrowRight aria-hidden className="size-4 text-muted-foreground" />
        <span className="sr-only">{t('paid')}</span>
        <span>{partyName(recipient)}</span>
      </span>
    );
  }
  const sent = direction === 'SENT';
  const party = sent ? recipient : payer;
  const other = partyName(party);
  const Arrow = sent ? ArrowUpRight : ArrowDownLeft;
  return (
    <span className="inline-flex max-w-full items-center gap-3">
      <Avatar name={other} src={party.avatar?.url} />
      <span className="flex min-w-0 flex-col">
        <span className="truncate">{other}</span>
        <span className="inline-flex items-center gap-1 text-xs font-normal text-muted-foreground">
          <Arrow aria-hidden className="size-3.5" />
          {t(`direction.${direction}`)}
        </span>
      </span>
    </span>
  );
}

/** Where the money came back to whoever sent it. */
const cameBack = (status: PaymentRowFragment['status']): boolean =>
  status === 'FAILED' || status === 'CANCELLED';

/** What came in with a plus, what went out with a minus; struck through where it came back. */
export function SignedAmount({ payment }: { payment: PaymentRowFragment }) {
  const { amount, direction, refunded, status } = payment;
  const amountMinor = direction === 'SENT' ? -amount.amountMinor : amount.amountMinor;
  return (
    <Money
      amountMinor={amountMinor}
      currency={amount.currency}
      signed={direction !== null}
      className={
        cameBack(status) || refunded.amountMinor === amount.amountMinor
          ? 'text-muted-foreground line-through'
          : 'font-medium'
      }
    />
  );
}

function refundWords({ amount, refunded }: PaymentRowFragment) {
  if (refunded.amountMinor === 0) return undefined;
  return refunded.amountMinor < amount.amountMinor ? 'partlyRefunded' : 'refunded';
}

/** Where the payment stands, and whether it was given back; glows when that changes. */
export function LiveStatus({ payment }: { payment: PaymentRowFragment }) {
  const t = useWords();
  const words = refundWords(payment);
  return (
    <LiveGlow value={words ?? payment.status} className="inline-flex rounded-md">
      {words ? (
        <Badge variant="info" icon={Undo2}>
          {t(words)}
        </Badge>
      ) : (
        <StatusBadge status={payment.status} />
      )}
    </LiveGlow>
  );
}
