import type { Region } from '@payloom/i18n/language';
import { Button } from '@payloom/ui-kit/button';
import { Printer } from 'lucide-react';
import { FileDownload } from '../../download/file-download.tsx';
import type { StatementState } from './use-statement.ts';
import { useWords } from './words.ts';

/** Resolves when what was loaded last is drawn. */
const drawn = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

/** Saves the statement as a file, or prints it, as much as a page holds. */
export function StatementActions({
  statement,
  gathering,
  gather,
}: Pick<StatementState, 'statement' | 'gathering' | 'gather'>) {
  const t = useWords();
  if (!statement) return null;
  const { month, currency } = statement;
  const file = () => ({
    name: `${t('file')}-${month}-${currency}`,
    address: ({ timeZone, language }: Region) =>
      `/files/payments/statement.csv?${new URLSearchParams({ month, currency, timeZone, language })}`,
    saved: t('saved'),
    failed: t('notSaved'),
    refused: t('refused'),
  });
  const print = async (): Promise<void> => {
    if (!(await gather())) return;
    await drawn();
    window.print();
  };
  return (
    <div className="flex flex-wrap items-center gap-2 print:hidden">
      <FileDownload file={file} label={t('save')} running={t('saving')} />
      <Button variant="outline" busy={gathering} onClick={() => void print()}>
        <Printer aria-hidden />
        {t('print')}
      </Button>
    </div>
  );
}
