import { Button } from '@payloom/ui-kit/button';
import { Money, formatMoney } from '@payloom/ui-kit/money';
import { useEffect, useRef, type ReactNode } from 'react';
import { NextDates } from './next-dates.tsx';
import type { PaymentDraft } from './payment-form-schema.ts';

export interface ConfirmPaymentProps {
  draft: PaymentDraft;
  busy: boolean;
  /** Why the last try did not end well. */
  problem?: ReactNode;
  onConfirm: () => void;
  onChange: () => void;
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-6 border-t py-3">
      <dt className="shrink-0 text-sm text-muted-foreground">{label}</dt>
      <dd className="min-w-0 text-right break-words">{children}</dd>
    </div>
  );
}

/** The last look before money leaves. */
export function ConfirmPayment({ draft, busy, problem, onConfirm, onChange }: ConfirmPaymentProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { recipientEmail, amount, note, plan } = draft;

  // Not the button: a second Enter from the form would pay unseen.
  useEffect(() => heading.current?.focus(), []);

  return (
    <div className="flex flex-col gap-5">
      <div>
        <h2 ref={heading} tabIndex={-1} className="text-sm font-medium text-muted-foreground outline-none">
          {plan ? 'You are about to plan' : 'You are about to pay'}
        </h2>
        <Money
          amountMinor={amount.amountMinor}
          currency={amount.currency}
          className="mt-1 mb-4 block text-3xl font-semibold tracking-tight"
        />
        <dl className="border-b">
          <Line label="To">{recipientEmail}</Line>
          {plan && (
            <Line label="When">
              <NextDates plan={plan} />
            </Line>
          )}
          {note && <Line label="Note">{note}</Line>}
        </dl>
      </div>
      {problem}
      <div className="flex flex-col gap-2">
        <Button
          size="lg"
          busy={busy}
          onClick={onConfirm}
          className="h-auto min-h-11 w-full flex-wrap gap-x-1.5 gap-y-0 py-2 whitespace-normal"
        >
          <span className="break-all">
            {plan ? 'Plan to pay' : 'Pay'} {recipientEmail}
          </span>{' '}
          <span className="whitespace-nowrap">{formatMoney(amount.amountMinor, amount.currency)}</span>
        </Button>
        <Button variant="ghost" size="lg" disabled={busy} onClick={onChange}>
          Change something
        </Button>
      </div>
    </div>
  );
}
