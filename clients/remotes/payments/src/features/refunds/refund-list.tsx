import { Card, CardContent, CardHeader, CardTitle } from '@payloom/ui-kit/card';
import { LiveGlow } from '@payloom/ui-kit/live-glow';
import { Money, formatMoney } from '@payloom/ui-kit/money';
import { RelativeTime } from '@payloom/ui-kit/relative-time';
import { useState } from 'react';
import type { PaymentProgressFragment, PaymentRowFragment } from '../../payment/__generated__/payment.ts';

/** What was given back, part by part; nothing while nothing was. */
export function RefundList({ payment }: { payment: PaymentRowFragment & PaymentProgressFragment }) {
  const { refunds, refunded, amount } = payment;
  const [initial] = useState(() => new Set(refunds.map(({ id }) => id)));
  if (refunds.length === 0) return null;
  const [given, whole] = [refunded, amount].map((money) => formatMoney(money.amountMinor, money.currency));
  return (
    <Card aria-label="Refunds">
      <CardHeader>
        <CardTitle>Refunds</CardTitle>
        <p className="col-start-1 text-sm text-muted-foreground">
          {given} of {whole} went back to the payer.
        </p>
      </CardHeader>
      <CardContent>
        <ul className="-my-3 divide-y">
          {refunds.map(({ id, amount: part, note, createdAt }) => (
            <li key={id} className="flex items-baseline justify-between gap-4 py-3 text-sm">
              <span className="flex min-w-0 flex-col">
                <span className="break-words">
                  {note ?? <span className="text-muted-foreground">No note</span>}
                </span>
                <RelativeTime value={createdAt} className="text-xs text-muted-foreground" />
              </span>
              <LiveGlow fresh={!initial.has(id)} className="font-medium">
                <Money amountMinor={part.amountMinor} currency={part.currency} />
              </LiveGlow>
            </li>
          ))}
        </ul>
      </CardContent>
    </Card>
  );
}
