import { appendFileSync, existsSync, renameSync, statSync } from 'node:fs';

export interface BoundedLog {
  readonly path: string;
  /** Never throws: nobody ends of a log. */
  write(text: string): void;
}

export interface BoundedLogOptions {
  readonly bytesMax?: number;
  /** Told when what is to be logged begins to be lost, as where the disk is full. */
  readonly onLost?: (error: unknown) => void;
}

const bytesMaxDefault = 8_388_608;

/**
 * A log file that never grows beyond `bytesMax`: the full one becomes `<path>.1`, in place of the one before it. Where it cannot be written
 * for a while, it says afterwards that something is missing.
 */
export function openBoundedLog(path: string, options: BoundedLogOptions = {}): BoundedLog {
  const { bytesMax = bytesMaxDefault, onLost = () => undefined } = options;
  let bytes = existsSync(path) ? statSync(path).size : 0;
  let lost = 0;
  const append = (text: string): void => {
    const length = Buffer.byteLength(text);
    if (bytes > 0 && bytes + length > bytesMax) {
      renameSync(path, `${path}.1`);
      bytes = 0;
    }
    appendFileSync(path, text, { mode: 0o600 });
    bytes += length;
  };
  const write = (text: string): void => {
    try {
      append(lost > 0 ? `(${lost} pieces of this log are lost: it could not be written.)\n${text}` : text);
      lost = 0;
    } catch (error) {
      lost += 1;
      if (lost === 1) onLost(error);
    }
  };
  return { path, write };
}
