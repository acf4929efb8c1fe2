import { z } from 'zod';

const refusalReasons = [
  'UNSUPPORTED_TYPE',
  'TOO_LARGE',
  'TOO_MANY_PIXELS',
  'TOO_SMALL',
  'UNREADABLE',
  'BUSY',
  'NOT_READY',
] as const;

/** Why a picture was not taken; each has a sentence of its own. */
export type PictureProblem = (typeof refusalReasons)[number] | 'SIGNED_OUT' | 'UNREACHABLE' | 'FAILED';

export const FILE_SIZE_MAX_BYTES = 8 * 1024 * 1024;
const UPLOAD_TIMEOUT_MILLISECONDS = 120_000;

const refusalSchema = z.object({ reason: z.enum(refusalReasons) });

export interface Upload {
  readonly file: Blob;
  /** Where along its longer side it is cut out, in per cent. */
  readonly focus: number;
  readonly accessToken: string;
  /** What share of it has been sent. */
  readonly onProgress: (percent: number) => void;
  readonly signal: AbortSignal;
}

/** Why the server has not taken it, by what it says, or null where it has. */
function problemOf({ status, responseText }: XMLHttpRequest): PictureProblem | null {
  if (status === 200) return null;
  if (status === 401) return 'SIGNED_OUT';
  try {
    const refusal = refusalSchema.safeParse(JSON.parse(responseText));
    return refusal.success ? refusal.data.reason : 'FAILED';
  } catch {
    return status === 413 ? 'TOO_LARGE' : 'FAILED';
  }
}

/**
 * Sends a picture, and resolves with why it was not taken, or null. An XMLHttpRequest, for `fetch` does not tell how far
 * an upload is.
 */
export function uploadPicture({ file, focus, accessToken, onProgress, signal }: Upload) {
  return new Promise<PictureProblem | null>((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/files/profile/avatar?focus=${focus}`);
    request.setRequestHeader('authorization', `Bearer ${accessToken}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.timeout = UPLOAD_TIMEOUT_MILLISECONDS;
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress(total > 0 ? Math.floor((loaded / total) * 100) : 0),
    );
    request.addEventListener('load', () => resolve(problemOf(request)));
    for (const failure of ['error', 'timeout', 'abort'])
      request.addEventListener(failure, () => resolve('UNREACHABLE'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
