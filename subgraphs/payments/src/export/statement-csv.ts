import { stringify } from 'csv-stringify/sync';
import type { ExportedLine, StatementPart } from '../operations/export-statement.ts';
import type { StatementScope } from '../operations/wallet-statement.ts';
import type { ExportLanguage } from './headings.ts';
import { csvRules, decimal, moment } from './payment-csv.ts';
import { statementWords, type StatementWords } from './statement-words.ts';

interface Style {
  readonly words: StatementWords;
  readonly scope: StatementScope;
}

/** What came in and what went out stand in columns of their own: a minus would be taken for a formula. */
function lineRow(line: ExportedLine, { words, scope }: Style): string[] {
  const { at, kind, amountMinor, balanceMinor, currency, paymentId, topUpId, payoutId } = line;
  const amount = decimal(Math.abs(amountMinor), currency);
  return [
    moment(new Date(at), scope.timeZone),
    kind === 'PAYOUT_SETTLED' ? '' : words.kinds[kind],
    line.counterparty,
    amountMinor > 0 ? amount : '',
    amountMinor < 0 ? amount : '',
    decimal(balanceMinor, currency),
    currency,
    paymentId ?? topUpId ?? payoutId ?? '',
    line.note,
  ];
}

function balanceRow(at: Date, what: string, balanceMinor: number, { timeZone, currency }: StatementScope) {
  return [moment(at, timeZone), what, '', '', '', decimal(balanceMinor, currency), currency, '', ''];
}

/** A month that runs is closed as of now. */
const endOf = ({ to }: StatementScope): Date => new Date(Math.min(to.getTime(), Date.now()));

/**
 * The text of a statement, piece by piece: headings and the opening balance, each line with the balance after it, the
 * closing balance.
 */
export async function* statementCsv(
  parts: AsyncIterable<StatementPart>,
  scope: StatementScope,
  language: ExportLanguage,
): AsyncGenerator<string, void> {
  const style = { words: statementWords[language], scope };
  const { headings, opening, closing } = style.words;
  let closingMinor = 0;
  for await (const part of parts) {
    if (part.kind === 'lines') {
      yield stringify(
        part.lines.map((line) => lineRow(line, style)),
        csvRules,
      );
      continue;
    }
    closingMinor = part.sums.closingMinor;
    const first = balanceRow(scope.from, opening, part.sums.openingMinor, scope);
    yield stringify([[...headings], first], { ...csvRules, bom: true });
  }
  yield stringify([balanceRow(endOf(scope), closing, closingMinor, scope)], csvRules);
}
