import { Button } from '@payloom/ui-kit/button';
import { toast } from '@payloom/ui-kit/toaster';
import { useWords } from './words.ts';

const FILE_NAME = 'payloom-recovery-codes.txt';

function download(codes: readonly string[]): void {
  const url = URL.createObjectURL(new Blob([`${codes.join('\n')}\n`], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = FILE_NAME;
  link.click();
  URL.revokeObjectURL(url);
}

/** The codes for who does not have the app, the one time that they are shown. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const t = useWords();
  const copy = async (): Promise<void> => {
    // Where the browser does not let us there is the list to select from.
    await navigator.clipboard?.writeText(codes.join('\n')).then(
      () => toast.success(t('copied')),
      () => undefined,
    );
  };
  return (
    <section data-print-alone aria-label={t('codesTitle')} className="flex flex-col gap-4">
      <h3 className="text-base font-semibold">{t('codesTitle')}</h3>
      <p className="text-sm">{t('codesMeaning')}</p>
      <ul className="grid grid-cols-1 gap-1 rounded-lg border bg-muted p-4 font-mono text-sm sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2 print:hidden">
        <Button onClick={onKept}>{t('saved')}</Button>
        <Button variant="outline" onClick={() => void copy()}>
          {t('copy')}
        </Button>
        <Button variant="outline" onClick={() => download(codes)}>
          {t('download')}
        </Button>
        <Button variant="outline" onClick={() => window.print()}>
          {t('print')}
        </Button>
      </div>
    </section>
  );
}
