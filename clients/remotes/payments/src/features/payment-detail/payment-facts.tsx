import { Avatar } from '@payloom/ui-kit/avatar';
import { Card, CardContent, CardFooter } from '@payloom/ui-kit/card';
import { Money } from '@payloom/ui-kit/money';
import { RelativeTime } from '@payloom/ui-kit/relative-time';
import type { ReactNode } from 'react';
import type { PaymentPartyFragment, PaymentRowFragment } from '../../payment/__generated__/payment.ts';
import { partyName } from '../../payment/party-name.ts';
import { LiveStatus } from '../../payment/payment-cells.tsx';

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[5.5rem_1fr] items-baseline gap-4 border-t py-3">
      <dt className="text-sm text-muted-foreground">{label}</dt>
      <dd className="min-w-0 text-sm break-words">{children}</dd>
    </div>
  );
}

function Party({ party, isViewer }: { party: PaymentPartyFragment; isViewer: boolean }) {
  const name = partyName(party);
  return (
    <span className="flex items-center gap-3">
      <Avatar name={name} />
      <span className="flex min-w-0 flex-col">
        <span className="truncate font-medium">
          {name}
          {isViewer && <span className="font-normal text-muted-foreground"> (you)</span>}
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
  const { amount, direction, payer, recipient, note, createdAt, updatedAt } = payment;
  return (
    <Card aria-label="Payment">
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
          <Fact label="From">
            <Party party={payer} isViewer={direction === 'SENT'} />
          </Fact>
          <Fact label="To">
            <Party party={recipient} isViewer={direction === 'RECEIVED'} />
          </Fact>
          <Fact label="Note">{note ?? <span className="text-muted-foreground">None</span>}</Fact>
          <Fact label="Made">
            <RelativeTime value={createdAt} />
          </Fact>
          <Fact label="Last change">
            <RelativeTime value={updatedAt} />
          </Fact>
          <Fact label="Reference">
            <span className="font-mono text-xs break-all">{payment.id}</span>
          </Fact>
        </dl>
      </CardContent>
      {/* Gone while nothing stands in it: what can be done changes with the payment. */}
      <CardFooter className="flex-wrap empty:hidden">{actions}</CardFooter>
    </Card>
  );
}
