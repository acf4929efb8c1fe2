import { Money } from '@payloom/ui-kit/money';
import type { ReactNode } from 'react';
import { useWords } from './words.ts';

export interface SumsRow {
  key: string;
  name: ReactNode;
  sentMinor: number;
  receivedMinor: number;
  paymentCount: number;
}

function Bar({ minor, most, hatched }: { minor: number; most: number; hatched: boolean }) {
  const width = most === 0 ? 0 : (minor / most) * 100;
  return (
    <span aria-hidden className="mt-1 block h-1.5 rounded-sm bg-muted">
      <span
        className={`block h-full rounded-sm ${hatched ? 'bg-muted-foreground' : 'bg-accent'}`}
        style={{ width: `${width}%` }}
      />
    </span>
  );
}

/** Sums with a bar below each; the same numbers are the bars' words. */
export function SumsTable({ label, rows, currency }: { label: string; rows: SumsRow[]; currency: string }) {
  const t = useWords();
  const most = Math.max(0, ...rows.flatMap(({ sentMinor, receivedMinor }) => [sentMinor, receivedMinor]));
  const cell = 'px-2 py-2.5 align-top first:pl-0 last:pr-0';
  const number = `${cell} text-right`;
  return (
    <table aria-label={label} className="w-full text-sm">
      <thead className="text-xs text-muted-foreground">
        <tr>
          <th scope="col" className={`${cell} text-left font-normal`}>
            {label}
          </th>
          <th scope="col" className={`${number} font-normal`}>
            {t('in')}
          </th>
          <th scope="col" className={`${number} font-normal`}>
            {t('out')}
          </th>
          <th scope="col" className={`${number} font-normal`}>
            {t('count')}
          </th>
        </tr>
      </thead>
      <tbody className="divide-y border-t">
        {rows.map(({ key, name, sentMinor, receivedMinor, paymentCount }) => (
          <tr key={key}>
            <th scope="row" className={`${cell} text-left font-normal`}>
              {name}
            </th>
            <td className={number}>
              <Money amountMinor={receivedMinor} currency={currency} />
              <Bar minor={receivedMinor} most={most} hatched={false} />
            </td>
            <td className={number}>
              <Money amountMinor={sentMinor} currency={currency} />
              <Bar minor={sentMinor} most={most} hatched />
            </td>
            <td className={`${number} tabular-nums`}>{paymentCount}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
