import { session } from '@payloom/session/session';
import type { Place } from './choose-place.ts';
import { Silence } from './silence.ts';

/** Why a file did not come; each has a sentence of its own. */
export type DownloadProblem =
  'SIGNED_OUT' | 'BUSY' | 'REFUSED' | 'BROKEN_OFF' | 'UNREACHABLE' | 'NOT_WRITTEN' | 'FAILED';

export interface Download {
  readonly address: string;
  readonly place: Place;
  readonly onBytes: (received: number) => void;
  readonly signal: AbortSignal;
}

const problems: Readonly<Record<number, DownloadProblem>> = {
  400: 'REFUSED',
  401: 'SIGNED_OUT',
  503: 'BUSY',
};

/** Tells a body that broke off from a place that would not take it. */
class Breakage {
  readonly #silence: Silence;
  happened = false;

  constructor(silence: Silence) {
    this.#silence = silence;
  }

  /** The same bytes, counted. */
  watch(body: ReadableStream<Uint8Array<ArrayBuffer>>, onBytes: Download['onBytes']) {
    const reader = body.getReader();
    let received = 0;
    return new ReadableStream<Uint8Array<ArrayBuffer>>(
      {
        pull: async (controller) => {
          try {
            const { done, value } = await this.#silence.endedBy(() => reader.read());
            if (done) return controller.close();
            received += value.byteLength;
            onBytes(received);
            controller.enqueue(value);
          } catch (error) {
            this.happened = true;
            throw error;
          }
        },
        cancel: (reason) => reader.cancel(reason),
      },
      { highWaterMark: 0 },
    );
  }
}

/** Fetches the file with a token of this tab's session. Resolves with why it did not come, or null. */
export async function fetchFile({
  address,
  place,
  onBytes,
  signal,
}: Download): Promise<DownloadProblem | null> {
  const accessToken = await session.freshToken().catch(() => undefined);
  if (accessToken === undefined) return 'UNREACHABLE';
  if (accessToken === null) return 'SIGNED_OUT';
  const silence = new Silence();
  const asked = {
    headers: { authorization: `Bearer ${accessToken}`, accept: 'text/csv' },
    signal: AbortSignal.any([signal, silence.signal]),
  };
  const response = await silence.endedBy(() => fetch(address, asked)).catch(() => null);
  if (response === null) return 'UNREACHABLE';
  if (!response.ok || response.body === null) return problems[response.status] ?? 'FAILED';
  const breakage = new Breakage(silence);
  try {
    await place.save(breakage.watch(response.body, onBytes), signal);
    return null;
  } catch {
    return breakage.happened ? 'BROKEN_OFF' : 'NOT_WRITTEN';
  }
}
