import { appendFileSync, existsSync, renameSync, statSync } from 'node:fs';

export interface BoundedLog {
  readonly path: string;
  write(text: string): void;
}

const bytesMaxDefault = 8_388_608;

/** A log file that never grows beyond `bytesMax`: the full one becomes `<path>.1`, in place of the one before it. */
export function openBoundedLog(path: string, bytesMax = bytesMaxDefault): BoundedLog {
  let bytes = existsSync(path) ? statSync(path).size : 0;
  const write = (text: string): void => {
    const length = Buffer.byteLength(text);
    if (bytes > 0 && bytes + length > bytesMax) {
      renameSync(path, `${path}.1`);
      bytes = 0;
    }
    appendFileSync(path, text, { mode: 0o600 });
    bytes += length;
  };
  return { path, write };
}
