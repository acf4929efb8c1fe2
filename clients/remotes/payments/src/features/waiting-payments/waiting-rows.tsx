import { useFormats } from '@payloom/i18n/formats';
import { Button } from '@payloom/ui-kit/button';
import { Card } from '@payloom/ui-kit/card';
import { ConfirmDialog } from '@payloom/ui-kit/confirm-dialog';
import { formatMoney } from '@payloom/ui-kit/money';
import { toast } from '@payloom/ui-kit/toaster';
import { CircleAlert, Hourglass } from 'lucide-react';
import { useId, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { sendOne } from '../../waiting/send-waiting.ts';
import { usePay } from '../../waiting/use-pay.ts';
import { useWaitingPayments } from '../../waiting/use-waiting-payments.ts';
import { takeUp } from '../../waiting/take-up.ts';
import type { WaitingPayment } from '../../waiting/waiting-payment.ts';
import type { WaitingPayments } from '../../waiting/waiting-payments.ts';
import { describeRefusal } from './describe-refusal.ts';
import { tellOutcome } from './tell-outcome.ts';
import { useWords } from './words.ts';

interface RowProps {
  waiting: WaitingPayments;
  payment: WaitingPayment;
}

function Withdraw({ waiting, payment: { input } }: RowProps) {
  const t = useWords();
  const withdraw = async (): Promise<void> => {
    if (await waiting.withdraw(input.idempotencyKey))
      toast.success(t('withdrawn', { recipient: input.recipientEmail }));
    else toast.warning(t('tooLate'));
  };
  return (
    <Button variant="outline" size="sm" onClick={() => void withdraw()}>
      {t('withdraw')}
    </Button>
  );
}

function TryAgain({ waiting, payment: { input, refusal } }: RowProps) {
  const t = useWords();
  const navigate = useNavigate();
  const pay = usePay({ asks: true });
  const [busy, setBusy] = useState(false);
  const tryAgain = async (): Promise<void> => {
    setBusy(true);
    try {
      const outcome = await sendOne(waiting, input.idempotencyKey, pay);
      tellOutcome(outcome, (path) => void navigate(path));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="sm" needsNetwork busy={busy} onClick={() => void tryAgain()}>
      {t(refusal?.__typename === 'StepUpRequired' ? 'confirmAndPay' : 'tryAgain')}
    </Button>
  );
}

function StopAsking({ waiting, payment: { input } }: RowProps) {
  const t = useWords();
  return (
    <ConfirmDialog
      title={t('stopTitle')}
      meaning={t('stopMeans')}
      keep={t('goOnAsking')}
      confirm={t('stopAsking')}
      destructive
      needsNetwork={false}
      onConfirm={() => void waiting.forget(input.idempotencyKey)}
    >
      <Button variant="outline" size="sm">
        {t('stopAsking')}
      </Button>
    </ConfirmDialog>
  );
}

function State({ isSent, refusal }: WaitingPayment) {
  const t = useWords();
  if (refusal) {
    return (
      <p className="flex items-start gap-2 text-sm text-danger">
        <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
        <span>
          {t('refused')} {describeRefusal(refusal)}
        </span>
      </p>
    );
  }
  return (
    <p className="flex items-start gap-2 text-sm text-warning">
      <Hourglass aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>{t(isSent ? 'sent' : 'waits')}</span>
    </p>
  );
}

function Row({ waiting, payment }: RowProps) {
  const t = useWords();
  const formats = useFormats();
  const id = useId();
  const { input, waitsSince, isSent, refusal } = payment;
  const { amountMinor, currency } = input.amount;
  return (
    <li aria-labelledby={id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 sm:px-5">
      <div className="min-w-0 flex-1 basis-64">
        <p id={id} className="font-medium break-words">
          {t('to', { amount: formatMoney(amountMinor, currency), recipient: input.recipientEmail })}
        </p>
        <p className="text-sm break-words text-muted-foreground">
          {t.rich('since', {
            time: () => (
              <time dateTime={waitsSince}>
                {formats.dateTime(new Date(waitsSince), { dateStyle: 'medium', timeStyle: 'short' })}
              </time>
            ),
          })}
          {input.note && ` · ${input.note}`}
        </p>
        <State {...payment} />
      </div>
      <div className="flex flex-wrap gap-2">
        {refusal && (
          <Button asChild variant="outline" size="sm">
            <Link {...takeUp(input)}>{t('change')}</Link>
          </Button>
        )}
        {refusal && <TryAgain waiting={waiting} payment={payment} />}
        {isSent ? (
          <StopAsking waiting={waiting} payment={payment} />
        ) : (
          <Withdraw waiting={waiting} payment={payment} />
        )}
      </div>
    </li>
  );
}

/** The payments that wait in this browser: for the network, or for their owner to decide. Nothing where there are none. */
export function WaitingRows() {
  const t = useWords();
  const id = useId();
  const { waiting, payments } = useWaitingPayments();
  if (payments.length === 0) return null;
  return (
    <Card aria-labelledby={id} className="mb-5">
      <h2 id={id} className="px-4 pt-4 font-semibold sm:px-5">
        {t('title')}
      </h2>
      <ul aria-labelledby={id} className="divide-y">
        {payments.map((payment) => (
          <Row key={payment.input.idempotencyKey} waiting={waiting} payment={payment} />
        ))}
      </ul>
    </Card>
  );
}
