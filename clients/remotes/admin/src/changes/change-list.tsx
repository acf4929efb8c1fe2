import { Button } from '@payloom/ui-kit/button';
import { cn } from '@payloom/ui-kit/cn';
import { Money } from '@payloom/ui-kit/money';
import { formatExactTime } from '@payloom/ui-kit/relative-time';
import { useState } from 'react';
import { changesOf, fieldWords, isMoney, type FieldChange } from './changes-of.ts';
import { useWords } from './words.ts';

const isoMoment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** A value in the words of the page. */
function Value({ value }: { value: unknown }) {
  const t = useWords();
  if (value === undefined || value === null || value === '')
    return <span className="text-muted-foreground">{t('nothing')}</span>;
  if (typeof value === 'boolean') return value ? t('yes') : t('no');
  if (isMoney(value)) return <Money amountMinor={value.amountMinor} currency={value.currency} />;
  if (typeof value !== 'string') return <code className="text-xs">{JSON.stringify(value)}</code>;
  if (isoMoment.test(value)) return <time dateTime={value}>{formatExactTime(new Date(value))}</time>;
  if (uuid.test(value)) return <code className="text-xs select-all">{value}</code>;
  return <span className="whitespace-pre-wrap">{value}</span>;
}

function FieldRow({ change: { path, before, after, changed }, withBefore }: FieldRowProps) {
  return (
    <tr className={cn('border-t align-top', withBefore && !changed && 'text-muted-foreground')}>
      <th scope="row" className="py-2 pr-3 pl-3 text-left font-normal text-muted-foreground">
        {fieldWords(path)}
      </th>
      {withBefore && (
        <td className={cn('px-3 py-2 break-words', changed && 'bg-danger-soft/60')}>
          <Value value={before} />
        </td>
      )}
      <td className={cn('px-3 py-2 break-words', changed && 'bg-success-soft/60 font-medium')}>
        <Value value={after} />
      </td>
    </tr>
  );
}

interface FieldRowProps {
  change: FieldChange;
  withBefore: boolean;
}

export interface ChangeListProps {
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

/** What changed, field by field, as it was beside as it is; what stayed the same waits behind a button. */
export function ChangeList({ before, after }: ChangeListProps) {
  const t = useWords();
  const [whole, setWhole] = useState(false);
  const fields = changesOf(before, after);
  const withBefore = before !== null && after !== null;
  const changed = fields.filter((field) => field.changed);
  const unchangedCount = withBefore ? fields.length - changed.length : 0;
  const shown = withBefore && !whole ? changed : fields;
  if (fields.length === 0) return <p className="text-sm text-muted-foreground">{t('tellsNoMore')}</p>;
  return (
    <div className="flex flex-col items-start gap-2">
      {/* Scrolls, so it must be reachable by keyboard. */}
      <div
        tabIndex={0}
        role="region"
        aria-label={t('what')}
        className="w-full overflow-x-auto rounded-lg border"
      >
        <table className="w-full min-w-96 table-fixed text-sm">
          <caption className="sr-only">{withBefore ? t('beforeAndAfter') : t('fields')}</caption>
          <thead>
            <tr className="text-left text-xs text-muted-foreground">
              <th scope="col" className="w-1/4 px-3 py-2 font-medium">
                {t('field')}
              </th>
              {withBefore && (
                <th scope="col" className="px-3 py-2 font-medium">
                  {t('before')}
                </th>
              )}
              <th scope="col" className="px-3 py-2 font-medium">
                {withBefore ? t('after') : t('value')}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((change) => (
              <FieldRow key={change.path} change={change} withBefore={withBefore} />
            ))}
          </tbody>
        </table>
        {shown.length === 0 && <p className="border-t px-3 py-2 text-sm">{t('nothingChanged')}</p>}
      </div>
      {unchangedCount > 0 && (
        <Button variant="ghost" size="sm" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {t(whole ? 'hide' : 'show', { count: unchangedCount })}
        </Button>
      )}
    </div>
  );
}
