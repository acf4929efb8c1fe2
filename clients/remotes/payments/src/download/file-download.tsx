import { useFormats } from '@payloom/i18n/formats';
import { Button } from '@payloom/ui-kit/button';
import { Download, X } from 'lucide-react';
import { useRef } from 'react';
import { useDownload, type WantedFile } from './use-download.ts';
import { useWords } from './words.ts';

/** How much has come, in the unit that people say it in. */
function Received({ bytes }: { bytes: number }) {
  const t = useWords();
  const formats = useFormats();
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1_000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  const size = formats.number(value, { style: 'unit', unit, maximumFractionDigits: value < 10 ? 1 : 0 });
  return <span className="text-sm text-muted-foreground tabular-nums">{t('received', { size })}</span>;
}

export interface FileDownloadProps {
  /** Asked for when the button is pressed. */
  file: () => WantedFile;
  /** What the button says. */
  label: string;
  /** What is said while it comes. */
  running: string;
}

/** Saves a file for spreadsheets, however long it is, and tells how far it is. */
export function FileDownload({ file, label, running }: FileDownloadProps) {
  const t = useWords();
  const { received, start, cancel } = useDownload();
  const button = useRef<HTMLButtonElement>(null);
  const runs = received !== undefined;
  const stop = (): void => {
    cancel();
    // The button that was pressed is gone.
    button.current?.focus();
  };
  return (
    <>
      <p role="status" className="sr-only">
        {runs && running}
      </p>
      {runs && <Received bytes={received} />}
      {runs && (
        <Button variant="ghost" onClick={stop}>
          <X aria-hidden />
          {t('cancel')}
        </Button>
      )}
      <Button ref={button} variant="outline" busy={runs} onClick={() => void start(file())}>
        <Download aria-hidden />
        {label}
      </Button>
    </>
  );
}
