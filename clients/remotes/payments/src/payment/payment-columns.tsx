import type { DataListColumn } from '@payloom/ui-kit/data-list';
import { RelativeTime } from '@payloom/ui-kit/relative-time';
import type { PaymentRowFragment } from './__generated__/payment.ts';
import { Counterparty, LiveStatus, SignedAmount } from './payment-cells.tsx';
import { useWords } from './words.ts';

/** How payments are listed everywhere. */
export const paymentColumns: readonly DataListColumn<PaymentRowFragment>[] = [
  {
    id: 'counterparty',
    header: useWords.later('payment'),
    primary: true,
    // The note takes all that is left over, and would leave a name the width of its longest word.
    className: 'max-w-64 lg:min-w-60',
    cell: (payment) => <Counterparty payment={payment} />,
  },
  {
    id: 'note',
    header: useWords.later('note'),
    wide: true,
    className: 'w-full max-w-0',
    cell: ({ note }) =>
      note ? (
        <span className="block truncate">{note}</span>
      ) : (
        <span className="text-muted-foreground">
          <span aria-hidden>–</span>
          <span className="sr-only">{useWords.now()('noNote')}</span>
        </span>
      ),
  },
  {
    id: 'createdAt',
    header: useWords.later('when'),
    cell: ({ createdAt }) => <RelativeTime value={createdAt} className="text-muted-foreground" />,
  },
  {
    id: 'amount',
    header: useWords.later('amount'),
    align: 'end',
    card: 'aside',
    cell: (payment) => <SignedAmount payment={payment} />,
  },
  // Behind the amount, so that it stands below it in a card.
  {
    id: 'status',
    header: useWords.later('status'),
    card: 'aside',
    cell: (payment) => <LiveStatus payment={payment} />,
  },
];
