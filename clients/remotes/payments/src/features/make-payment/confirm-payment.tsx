import { Button } from '@payloom/ui-kit/button';
import { Money, formatMoney } from '@payloom/ui-kit/money';
import { CloudOff } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { NextDates } from './next-dates.tsx';
import type { PaymentDraft } from './payment-form-schema.ts';
import { useWords } from './words.ts';

export interface ConfirmPaymentProps {
  draft: PaymentDraft;
  busy: boolean;
  /** The network is away: it is paid once it is back. */
  waits: boolean;
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

type PayButtonProps = Pick<ConfirmPaymentProps, 'draft' | 'busy' | 'waits' | 'onConfirm'>;

function PayButton({ draft: { recipientEmail, amount, plan }, busy, waits, onConfirm }: PayButtonProps) {
  const t = useWords();
  const words = plan ? 'plan' : waits ? 'payLater' : 'pay';
  return (
    <Button
      size="lg"
      busy={busy}
      needsNetwork={!waits}
      onClick={onConfirm}
      className="h-auto min-h-11 w-full flex-wrap gap-x-1.5 gap-y-0 py-2 whitespace-normal"
    >
      {t.rich(words, {
        recipient: recipientEmail,
        who: (text) => <span className="break-all">{text}</span>,
        amount: () => (
          <span className="whitespace-nowrap">{formatMoney(amount.amountMinor, amount.currency)}</span>
        ),
      })}
    </Button>
  );
}

function WaitsNote() {
  const t = useWords();
  return (
    <p className="flex items-start gap-2 rounded-lg bg-warning-soft px-3 py-2 text-sm text-warning">
      <CloudOff aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>{t('waitsMeans')}</span>
    </p>
  );
}

/** The last look before money leaves. */
export function ConfirmPayment({ draft, busy, waits, problem, onConfirm, onChange }: ConfirmPaymentProps) {
  const t = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const { recipientEmail, amount, note, plan } = draft;

  // Not the button: a second Enter from the form would pay unseen.
  useEffect(() => heading.current?.focus(), []);

  return (
    <div className="flex flex-col gap-5">
      <div>
        <h2 ref={heading} tabIndex={-1} className="text-sm font-medium text-muted-foreground outline-none">
          {plan ? t('aboutToPlan') : t('aboutToPay')}
        </h2>
        <Money
          amountMinor={amount.amountMinor}
          currency={amount.currency}
          className="mt-1 mb-4 block text-3xl font-semibold tracking-tight"
        />
        <dl className="border-b">
          <Line label={t('to')}>{recipientEmail}</Line>
          {plan && (
            <Line label={t('when')}>
              <NextDates plan={plan} />
            </Line>
          )}
          {note && <Line label={t('note')}>{note}</Line>}
        </dl>
      </div>
      {problem}
      <div role="status">{waits && <WaitsNote />}</div>
      <div className="flex flex-col gap-2">
        <PayButton draft={draft} busy={busy} waits={waits} onConfirm={onConfirm} />
        <Button variant="ghost" size="lg" disabled={busy} onClick={onChange}>
          {t('change')}
        </Button>
      </div>
    </div>
  );
}
