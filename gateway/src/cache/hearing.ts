import { setTimeout as delay } from 'node:timers/promises';
import { unlessAborted } from '../operations/unless-aborted.ts';

const bounds = {
  askEveryMs: 500,
  /** How long an answer stands while the next one is waited for. */
  answerHoldsMs: 2_500,
};

export interface HearingOptions extends Partial<typeof bounds> {
  /** Whether events come, as far as anybody can tell. */
  readonly ask: () => Promise<boolean>;
  /** Called before they are taken to come again: what was kept may have changed unheard. */
  readonly onBegin: (signal: AbortSignal) => Promise<void>;
}

/** Knows whether this gateway hears of events. */
export class Hearing {
  readonly #options: HearingOptions & typeof bounds;
  readonly #stopping = new AbortController();
  readonly #working: Promise<void>;
  #holdsUntilMs = -Infinity;

  constructor(options: HearingOptions) {
    this.#options = { ...bounds, ...options };
    this.#working = this.#work();
  }

  /** Whether events were heard a moment ago. */
  get hears(): boolean {
    return performance.now() < this.#holdsUntilMs;
  }

  /** Asks no more. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#working;
  }

  async #work(): Promise<void> {
    const { ask, onBegin, askEveryMs, answerHoldsMs } = this.#options;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const askedAtMs = performance.now();
      const hears = await unlessAborted(ask(), [signal]).catch(() => false);
      if (!hears) this.#holdsUntilMs = -Infinity;
      else if (this.hears || (await this.#begun(onBegin))) this.#holdsUntilMs = askedAtMs + answerHoldsMs;
      await delay(askEveryMs, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  #begun(onBegin: HearingOptions['onBegin']): Promise<boolean> {
    return onBegin(this.#stopping.signal).then(
      () => true,
      () => false,
    );
  }
}
