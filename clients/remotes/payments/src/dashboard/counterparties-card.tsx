import { Money } from '@payloom/ui-kit/money';
import { partyName } from '../payment/party-name.ts';
import { CardFrame, Nothing } from './card-frame.tsx';
import { useMonthReport } from '../report/use-month-report.ts';
import { useWallet } from '../wallet/use-wallet.ts';
import { useWords } from './words.ts';

const shownMax = 5;

/** Whom most was paid to: a bar each, whose numbers stand in the same table. */
export function CounterpartiesCard() {
  const t = useWords();
  const { report, error, retry } = useMonthReport(useWallet());
  const paid = (report?.byCounterparty ?? []).filter(({ sentMinor }) => sentMinor > 0);
  const most = [...paid].sort((one, other) => other.sentMinor - one.sentMinor).slice(0, shownMax);
  const longest = most[0]?.sentMinor ?? 1;
  return (
    <CardFrame
      title={t('counterparties')}
      description={t('counterpartiesMeans')}
      more={{ to: '/payments/report', label: t('report') }}
      error={error}
      onRetry={retry}
      known={report !== undefined}
    >
      {report !== undefined && most.length === 0 && <Nothing>{t('noneOut')}</Nothing>}
      {report && most.length > 0 && (
        <table className="w-full text-sm">
          <caption className="sr-only">{t('counterparties')}</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">{t('who')}</th>
              <th scope="col">{t('amount')}</th>
            </tr>
          </thead>
          <tbody>
            {most.map(({ user, sentMinor }) => (
              <tr key={user.id}>
                <th scope="row" className="w-full py-1.5 pr-4 text-left font-normal">
                  {partyName(user)}
                  <span aria-hidden className="mt-1 block h-1.5 rounded-sm bg-muted">
                    <span
                      className="block h-full rounded-sm bg-accent"
                      style={{ width: `${(sentMinor / longest) * 100}%` }}
                    />
                  </span>
                </th>
                <td className="py-1.5 text-right align-top whitespace-nowrap">
                  <Money amountMinor={sentMinor} currency={report.currency} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </CardFrame>
  );
}
