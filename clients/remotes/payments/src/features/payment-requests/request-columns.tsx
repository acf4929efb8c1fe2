import { useFormats } from '@payloom/i18n/formats';
import type { DataListColumn } from '@payloom/ui-kit/data-list';
import { formatMoney, Money } from '@payloom/ui-kit/money';
import { RowMark } from '@payloom/ui-kit/row-mark';
import { Link } from 'react-router';
import type { RequestRowFragment } from '../../payment/__generated__/request.ts';
import { partyName } from '../../payment/party-name.ts';
import { CancelRequest } from './cancel-request.tsx';
import { CopyLink } from './copy-link.tsx';
import { RequestStatus } from './request-status.tsx';
import { useWords } from './words.ts';

function What({ note, use }: RequestRowFragment) {
  const t = useWords();
  return (
    <span className="flex min-w-0 flex-col">
      <span className="truncate">{note ?? t('noNote')}</span>
      <span className="text-xs font-normal text-muted-foreground">{t(`use.${use}`)}</span>
    </span>
  );
}

function Paid({ use, paidCount, latestPayment }: RequestRowFragment) {
  const t = useWords();
  if (!paidCount || !latestPayment) return <span className="text-muted-foreground">{t('notPaid')}</span>;
  return (
    <Link to={`/payments/${latestPayment.id}`} className="text-accent underline-offset-4 hover:underline">
      {use === 'SINGLE'
        ? t('paidBy', { name: partyName(latestPayment.payer) })
        : t('paidTimes', { count: paidCount })}
    </Link>
  );
}

function Until({ expiresAt }: RequestRowFragment) {
  const t = useWords();
  const formats = useFormats();
  if (!expiresAt) return <span className="text-muted-foreground">{t('always')}</span>;
  return <time dateTime={expiresAt}>{formats.dateTime(new Date(expiresAt), { dateStyle: 'medium' })}</time>;
}

function Actions({ request }: { request: RequestRowFragment }) {
  const t = useWords();
  const { amountMinor, currency } = request.amount;
  return (
    <span className="inline-flex flex-wrap justify-end gap-2">
      {request.status === 'OPEN' && request.token && (
        <CopyLink
          token={request.token}
          size="sm"
          label={t('copyFor', { amount: formatMoney(amountMinor, currency) })}
        />
      )}
      <CancelRequest request={request} />
    </span>
  );
}

/** How requests are listed, in the language of the page. */
export function requestColumns(
  t: ReturnType<typeof useWords>,
): readonly DataListColumn<RequestRowFragment>[] {
  return [
    {
      id: 'what',
      header: t('columns.what'),
      primary: true,
      className: 'max-w-72',
      cell: (request) => <What {...request} />,
    },
    { id: 'paid', header: t('columns.paid'), cell: (request) => <Paid {...request} /> },
    { id: 'until', header: t('columns.until'), cell: (request) => <Until {...request} /> },
    {
      id: 'amount',
      header: t('columns.amount'),
      align: 'end',
      card: 'aside',
      cell: ({ amount }) => (
        <Money amountMinor={amount.amountMinor} currency={amount.currency} className="font-medium" />
      ),
    },
    {
      id: 'status',
      header: t('columns.status'),
      card: 'aside',
      cell: ({ id, status }) => (
        <span className="inline-flex flex-wrap items-center gap-2">
          <RequestStatus status={status} />
          <RowMark of={id} />
        </span>
      ),
    },
    {
      id: 'actions',
      header: t('columns.actions'),
      align: 'end',
      cell: (request) => <Actions request={request} />,
    },
  ];
}
