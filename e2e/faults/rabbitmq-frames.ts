import type { PassageHook, TcpProxy } from '@payloom/testkit/tcp-proxy';
import type { CutWithin, Fault } from './plan.ts';

/*
 * How the frames look that carry a method (AMQP 0-9-1, section 4.2.4): class 60 is `basic`, in which 80 is `ack`, for
 * RabbitMQ's confirm as for a consumer's, and 40 is `publish`.
 */
const ackMethod = Buffer.from([0, 0, 0, 13, 0, 60, 0, 80]);
const publishMethod = Buffer.from([0, 60, 0, 40]);

const marks: Record<CutWithin, { from: 'client' | 'server'; method: Buffer }> = {
  'cut within a confirm': { from: 'server', method: ackMethod },
  'cut within an ack': { from: 'client', method: ackMethod },
  'cut within an event': { from: 'client', method: publishMethod },
};

type Cut = Extract<Fault, { kind: CutWithin }>;

interface ArmedCut extends Cut {
  left: number;
}

/** Where in the chunk the connection is to be cut, or undefined while it is not the turn of that message. */
function placeIn(chunk: Buffer, cut: ArmedCut): number | undefined {
  const { method } = marks[cut.kind];
  let at = chunk.indexOf(method);
  while (at !== -1) {
    if (cut.left === 0) return Math.min(chunk.length, at + cut.bytes);
    cut.left -= 1;
    at = chunk.indexOf(method, at + method.length);
  }
  return undefined;
}

/** Cuts connections in the middle of what passes, each armed cut once. */
export class FrameCutter {
  readonly #armed: ArmedCut[] = [];
  readonly #onCut: (kind: CutWithin) => void;

  constructor(proxy: TcpProxy, onCut: (kind: CutWithin) => void) {
    this.#onCut = onCut;
    proxy.onClientData(this.#hook('client'));
    proxy.onServerData(this.#hook('server'));
  }

  arm(cut: Cut): void {
    this.#armed.push({ ...cut, left: cut.passed });
  }

  disarm(): void {
    this.#armed.length = 0;
  }

  #hook(from: 'client' | 'server'): PassageHook {
    return ({ chunk }) => {
      const index = this.#armed.findIndex(({ kind }) => marks[kind].from === from);
      const cut = this.#armed[index];
      if (!cut) return undefined;
      const place = placeIn(chunk, cut);
      if (place === undefined) return undefined;
      this.#armed.splice(index, 1);
      this.#onCut(cut.kind);
      return place;
    };
  }
}
