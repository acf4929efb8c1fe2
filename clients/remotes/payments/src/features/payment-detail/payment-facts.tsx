import { Avatar } from '@payloom/ui-kit/avatar';
import { Card, CardContent, CardFooter } from '@payloom/ui-kit/card';
import { Money } from '@payloom/ui-kit/money';
import { RelativeTime } from '@payloom/ui-kit/relative-time';
import type { ReactNode } from 'react';
import type { PaymentPartyFragment, PaymentRowFragment } from '../../payment/__generated__/payment.ts';
import { partyName } from '../../payment/party-name.ts';
import { LiveStatus } from '../../payment/payment-cells.tsx';
import { useWords } from './words.ts';

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[5.5rem_1fr] items-baseline gap-4 border-t py-3">
      <dt className="text-sm text-muted-foreground">{label}</dt>
      <dd className="min-w-0 text-sm break-words">{children}</dd>
    </div>
  );
}

function Party({ party, isViewer }: { party: PaymentPartyFragment; isViewer: boolean }) {
  const t = useWords();
  const name = partyName(party);
  return (
    <span className="flex items-center gap-3">
      <Avatar name={name} src={party.avatar?.url} />
      <span className="flex min-w-0 flex-col">
        <span className="truncate font-medium">
          {isViewer
            ? t.rich('you', {
                name,
                muted: (text) => <span className="font-normal text-muted-foreground">{text}</span>,
              })
            : name}
        </span>
        {party.displayName && <span className="truncate text-muted-foreground">{party.maskedEmail}</span>}
      </span>
    </span>
  );
}

export interface PaymentFactsProps {
  payment: PaymentRowFragment;
  /** What can be done with the payment. */
  actions?: ReactNode;
}

/** How much, where it stands, who paid whom, and what for. */
export function PaymentFacts({ payment, actions }: PaymentFactsProps) {
  const t = useWords();
  const { amount, direction, payer, recipient, note, createdAt, updatedAt } = payment;
  return (
    <Card aria-label={t('payment')}>
      <CardContent>
        <div className="flex flex-wrap items-center justify-between gap-3 pb-5">
          <Money
            amountMinor={amount.amountMinor}
            currency={amount.currency}
            className="text-3xl font-semibold tracking-tight"
          />
          <LiveStatus payment={payment} />
        </div>
        <dl className="-mb-3">
          <Fact label={t('from')}>
            <Party party={payer} isViewer={direction === 'SENT'} />
          </Fact>
          <Fact label={t('to')}>
            <Party party={recipient} isViewer={direction === 'RECEIVED'} />
          </Fact>
          <Fact label={t('note')}>{note ?? <span className="text-muted-foreground">{t('none')}</span>}</Fact>
          <Fact label={t('made')}>
            <RelativeTime value={createdAt} />
          </Fact>
          <Fact label={t('lastChange')}>
            <RelativeTime value={updatedAt} />
          </Fact>
          <Fact label={t('reference')}>
            <span className="font-mono text-xs break-all">{payment.id}</span>
          </Fact>
        </dl>
      </CardContent>
      {/* Gone while nothing stands in it: what can be done changes with the payment. */}
      <CardFooter className="flex-wrap empty:hidden">{actions}</CardFooter>
    </Card>
  );
}
