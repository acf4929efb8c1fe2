import { cn } from '@payloom/ui-kit/cn';
import { Money } from '@payloom/ui-kit/money';
import type { Statement } from './use-statement.ts';
import { dateCell, numberCell, Posted, StatementLine, textCell } from './statement-line.tsx';
import { hasEnded, monthWords } from './statement-month.ts';
import { useWords } from './words.ts';

interface BalanceRowProps {
  words: string;
  /** Undefined: now. */
  at: string | undefined;
  balance: Statement['opening'];
}

/** What the month opened or closed with. */
function BalanceRow({ words, at, balance }: BalanceRowProps) {
  return (
    <tr className="break-inside-avoid border-t bg-muted/50">
      <td className={`${dateCell} text-muted-foreground`}>{at && <Posted at={at} />}</td>
      <th scope="row" className={`${textCell} font-medium`}>
        {words}
      </th>
      <td className={numberCell} />
      <td className={`${numberCell} font-medium`}>
        <Money {...balance} />
      </td>
    </tr>
  );
}

const headCell = 'h-10 py-0 align-middle text-xs font-medium text-muted-foreground';

/** What stands above the lines: what the month opened with, or what the wallet held before the first line of a part. */
function FirstRow({ statement: { from, opening, lines }, isPart }: StatementTableProps) {
  const t = useWords();
  if (!isPart) return <BalanceRow words={t('opening')} at={from} balance={opening} />;
  const [first] = lines.edges;
  if (!first) return null;
  const { amount, balance } = first.node;
  const carried = { ...balance, amountMinor: balance.amountMinor - amount.amountMinor };
  return <BalanceRow words={t('carried')} at={undefined} balance={carried} />;
}

interface StatementTableProps {
  statement: Statement;
  /** Its lines begin somewhere inside the month. */
  isPart: boolean;
}

/** Every posting of the month in order, between what it opened and closed with; on paper each page has the head. */
export function StatementTable({ statement, isPart }: StatementTableProps) {
  const t = useWords();
  const { month, to, closing, lines } = statement;
  const ended = hasEnded(month);
  return (
    <div className="overflow-x-auto rounded-lg border bg-card print:overflow-visible print:rounded-none print:border-0">
      <table
        aria-label={t('tableOf', { month: monthWords(month) })}
        className="w-full border-collapse text-sm"
      >
        <thead className="print:table-header-group">
          <tr>
            <th scope="col" className={cn(dateCell, headCell)}>
              {t('when')}
            </th>
            <th scope="col" className={cn(textCell, headCell)}>
              {t('what')}
            </th>
            <th scope="col" className={cn(numberCell, headCell)}>
              {t('amount')}
            </th>
            <th scope="col" className={cn(numberCell, headCell)}>
              {t('balance')}
            </th>
          </tr>
        </thead>
        <tbody>
          <FirstRow statement={statement} isPart={isPart} />
          {lines.edges.map(({ node }) => (
            <StatementLine key={node.id} line={node} />
          ))}
          {!lines.pageInfo.hasNextPage && (
            <BalanceRow
              words={ended ? t('closing') : t('soFar')}
              at={ended ? to : undefined}
              balance={closing}
            />
          )}
        </tbody>
      </table>
    </div>
  );
}
