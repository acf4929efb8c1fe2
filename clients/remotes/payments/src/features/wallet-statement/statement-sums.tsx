import { LiveGlow } from '@payloom/ui-kit/live-glow';
import { Money } from '@payloom/ui-kit/money';
import { hasEnded } from './statement-month.ts';
import type { Statement } from './use-statement.ts';
import { useWords } from './words.ts';

/** What the month comes to: what it opened with and what moved make what it closes with. */
export function StatementSums({ statement }: { statement: Statement }) {
  const t = useWords();
  const { opening, moneyIn, moneyOut, closing, month } = statement;
  const sums = [
    { label: t('opening'), money: opening, signed: false },
    { label: t('in'), money: moneyIn, signed: true },
    { label: t('out'), money: { ...moneyOut, amountMinor: -moneyOut.amountMinor }, signed: true },
    { label: hasEnded(month) ? t('closing') : t('soFar'), money: closing, signed: false },
  ];
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 rounded-lg border bg-card px-4 py-4 sm:px-6 lg:grid-cols-4 print:grid-cols-4 print:rounded-none print:border-x-0 print:px-0">
      {sums.map(({ label, money: { amountMinor, currency }, signed }) => (
        <div key={label}>
          <dt className="text-sm text-muted-foreground">{label}</dt>
          <dd className="text-lg font-semibold tracking-tight">
            <LiveGlow value={amountMinor}>
              <Money amountMinor={amountMinor} currency={currency} signed={signed} />
            </LiveGlow>
          </dd>
        </div>
      ))}
    </dl>
  );
}
