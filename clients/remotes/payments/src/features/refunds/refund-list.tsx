import { Card, CardContent, CardHeader, CardTitle } from '@payloom/ui-kit/card';
import { LiveGlow } from '@payloom/ui-kit/live-glow';
import { Money, formatMoney } from '@payloom/ui-kit/money';
import { RelativeTime } from '@payloom/ui-kit/relative-time';
import { useState } from 'react';
import type { PaymentProgressFragment, PaymentRowFragment } from '../../payment/__generated__/payment.ts';
import { useWords } from './words.ts';

/** What was given back, part by part; nothing while nothing was. */
export function RefundList({ payment }: { payment: PaymentRowFragment & PaymentProgressFragment }) {
  const t = useWords();
  const { refunds, refunded, amount } = payment;
  const [initial] = useState(() => new Set(refunds.map(({ id }) => id)));
  if (refunds.length === 0) return null;
  const part = formatMoney(refunded.amountMinor, refunded.currency);
  const whole = formatMoney(amount.amountMinor, amount.currency);
  return (
    <Card aria-label={t('refunds')}>
      <CardHeader>
        <CardTitle>{t('refunds')}</CardTitle>
        <p className="col-start-1 text-sm text-muted-foreground">{t('wentBack', { part, whole })}</p>
      </CardHeader>
      <CardContent>
        <ul className="-my-3 divide-y">
          {refunds.map(({ id, amount: given, note, createdAt }) => (
            <li key={id} className="flex items-baseline justify-between gap-4 py-3 text-sm">
              <span className="flex min-w-0 flex-col">
                <span className="break-words">
                  {note ?? <span className="text-muted-foreground">{t('noNote')}</span>}
                </span>
                <RelativeTime value={createdAt} className="text-xs text-muted-foreground" />
              </span>
              <LiveGlow fresh={!initial.has(id)} className="font-medium">
                <Money amountMinor={given.amountMinor} currency={given.currency} />
              </LiveGlow>
            </li>
          ))}
        </ul>
      </CardContent>
    </Card>
  );
}
