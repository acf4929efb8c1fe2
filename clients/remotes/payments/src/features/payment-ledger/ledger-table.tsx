import { Money } from '@payloom/ui-kit/money';
import { RelativeTime } from '@payloom/ui-kit/relative-time';
import { ArrowRight } from 'lucide-react';
import { accountWords, type LedgerEntry, type Posting } from './ledger-entries.ts';
import { useWords } from './words.ts';

const cell = 'px-4 py-2 sm:px-6';
const head = 'px-4 sm:px-6 pt-3 pb-2 text-xs font-medium text-muted-foreground';

/** "Wallet …b31f02 → Clearing": money leaves the accounts that are debited for those that are credited. */
function Flow({ entry }: { entry: LedgerEntry }) {
  const t = useWords();
  const names = (side: readonly Posting[]): string =>
    side.map(({ account }) => accountWords(account)).join(', ');
  const from = entry.postings.filter(({ amount }) => amount.amountMinor > 0);
  const to = entry.postings.filter(({ amount }) => amount.amountMinor < 0);
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5 font-medium">
      {names(from)}
      <ArrowRight aria-hidden className="size-4 text-muted-foreground" />
      <span className="sr-only">{t('to')}</span>
      {names(to)}
    </span>
  );
}

function Line({ posting: { account, amount } }: { posting: Posting }) {
  const { amountMinor, currency } = amount;
  const debit = amountMinor > 0;
  const money = <Money amountMinor={Math.abs(amountMinor)} currency={currency} />;
  return (
    <tr>
      <td className={`${cell} pl-8 sm:pl-10`} title={account}>
        {accountWords(account)}
      </td>
      <td className={`${cell} text-right`}>{debit && money}</td>
      <td className={`${cell} text-right`}>{!debit && money}</td>
    </tr>
  );
}

/** The ledger behind a payment: each movement as a flow, and below it the postings that balance. */
export function LedgerTable({ entries }: { entries: readonly LedgerEntry[] }) {
  const t = useWords();
  return (
    <div className="overflow-x-auto">
      <table aria-label={t('postings')} className="w-full text-sm">
        <thead>
          <tr>
            <th scope="col" className={`${head} text-left`}>
              {t('account')}
            </th>
            <th scope="col" className={`${head} text-right`}>
              {t('debit')}
            </th>
            <th scope="col" className={`${head} text-right`}>
              {t('credit')}
            </th>
          </tr>
        </thead>
        {entries.map((entry) => (
          <tbody key={entry.id} className="border-t">
            <tr>
              <th scope="rowgroup" colSpan={2} className={`${cell} pt-3 text-left`}>
                <Flow entry={entry} />
              </th>
              <td className={`${cell} pt-3 text-right text-muted-foreground`}>
                <RelativeTime value={entry.at} />
              </td>
            </tr>
            {entry.postings.map((posting) => (
              <Line key={posting.id} posting={posting} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}
