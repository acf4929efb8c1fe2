import { useFormats } from '@payloom/i18n/formats';
import { Money } from '@payloom/ui-kit/money';
import { memo } from 'react';
import { Link } from 'react-router';
import { partyName } from '../../payment/party-name.ts';
import type { StatementRowFragment } from './__generated__/wallet-statement.ts';
import { useWords } from './words.ts';

type Line = StatementRowFragment;
type Words = ReturnType<typeof useWords>;

const cell = 'px-3 py-2 align-top first:pl-4 last:pr-4';
export const numberCell = `${cell} text-right whitespace-nowrap`;
export const textCell = `${cell} text-left`;
/** Phones have no room for it: there the date stands below what it was. */
export const dateCell = `${textCell} hidden whitespace-nowrap sm:table-cell print:table-cell`;

/** What happened, with whom: "Payment to Bob Vendor", "Payout to CH•• •••• 2957". */
function whatWords(t: Words, { kind, amount, payment, payout }: Line): string {
  const isIn = amount.amountMinor > 0;
  const other = payment && (payment.direction === 'SENT' ? payment.recipient : payment.payer);
  const name = other ? partyName(other) : '';
  switch (kind) {
    case 'TOP_UP_CAPTURED':
      return t('kinds.topUp');
    case 'PAYOUT_HELD':
      return t('kinds.payout', { account: payout?.account ?? '' });
    case 'PAYOUT_RETURNED':
      return t('kinds.payoutReturned', { account: payout?.account ?? '' });
    case 'PAYMENT_HELD':
      return t('kinds.sent', { name });
    case 'PAYMENT_DELIVERED':
      return t('kinds.received', { name });
    case 'PAYMENT_RETURNED':
      return t('kinds.returned', { name });
    case 'PAYMENT_REFUNDED':
      return isIn ? t('kinds.refundFrom', { name }) : t('kinds.refundTo', { name });
  }
}

/** When it was posted, where the viewer is. */
export function Posted({ at }: { at: string }) {
  const formats = useFormats();
  return (
    <time dateTime={at}>{formats.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'short' })}</time>
  );
}

/** A posting of the wallet with what it held after it. A page may hold 2,000: those that are there are not drawn again. */
export const StatementLine = memo(function StatementLine({ line }: { line: Line }) {
  const t = useWords();
  const { at, amount, balance, payment } = line;
  const what = whatWords(t, line);
  return (
    <tr className="break-inside-avoid border-t">
      <td className={`${dateCell} text-muted-foreground`}>
        <Posted at={at} />
      </td>
      <th scope="row" className={`${textCell} w-full max-w-0 font-normal break-words`}>
        {payment ? (
          <Link to={`/payments/${payment.id}`} className="underline-offset-4 hover:underline">
            {what}
          </Link>
        ) : (
          what
        )}
        {payment?.note && <span className="block text-muted-foreground">{payment.note}</span>}
        <span className="block text-xs text-muted-foreground sm:hidden print:hidden">
          <Posted at={at} />
        </span>
      </th>
      <td className={numberCell}>
        <Money {...amount} signed className="font-medium" />
      </td>
      <td className={`${numberCell} text-muted-foreground`}>
        <Money {...balance} />
      </td>
    </tr>
  );
});
