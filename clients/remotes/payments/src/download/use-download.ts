import { getRegion } from '@payloom/i18n/region';
import type { Region } from '@payloom/i18n/language';
import { toast } from '@payloom/ui-kit/toaster';
import { useEffect, useRef, useState } from 'react';
import { choosePlace } from './choose-place.ts';
import { fetchFile } from './fetch-file.ts';
import { useWords } from './words.ts';

/** A file of the payments subgraph, and what to say of it. */
export interface WantedFile {
  /** Without its ending. */
  readonly name: string;
  /** Where it is, for whoever reads in this language and time zone. */
  address(region: Region): string;
  /** What stands there when it was saved, and when it was not. */
  readonly saved: string;
  readonly failed: string;
  /** What to do where the server will not have what was asked for. */
  readonly refused: string;
}

export interface DownloadState {
  /** How many bytes have come; undefined while no file is coming. */
  readonly received: number | undefined;
  start(file: WantedFile): Promise<void>;
  cancel(): void;
}

/** Saves a file and says what came of it. Cancelling or leaving the page ends it. */
export function useDownload(): DownloadState {
  const [received, setReceived] = useState<number>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const run = async (file: WantedFile, { signal }: AbortController): Promise<void> => {
    const t = useWords.now();
    const place = await choosePlace({ name: `${file.name}.csv`, type: 'text/csv', kind: t('kind') });
    if (place === null || signal.aborted) return;
    setReceived(0);
    const onBytes = (bytes: number) => signal.aborted || setReceived(bytes);
    const problem = await fetchFile({ address: file.address(getRegion()), place, onBytes, signal });
    if (signal.aborted) return;
    if (!problem) toast.success(file.saved);
    else
      toast.error(file.failed, {
        description: problem === 'REFUSED' ? file.refused : t(`problems.${problem}`),
      });
  };
  const start = async (file: WantedFile): Promise<void> => {
    if (running.current) return;
    const controller = new AbortController();
    running.current = controller;
    try {
      await run(file, controller);
    } finally {
      if (running.current === controller) cancel();
    }
  };
  const cancel = (): void => {
    running.current?.abort();
    running.current = undefined;
    setReceived(undefined);
  };
  return { received, start, cancel };
}
