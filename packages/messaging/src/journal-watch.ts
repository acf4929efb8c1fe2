import { watch, type FSWatcher } from 'node:fs';

/** A look that follows another at once would find little: where many write, more goes together. */
const apartMs = 10;
/** A commit is told of while it is written, a moment before it can be read. */
const soonEveryMs = 15;
const soonForMs = 60;
/** What nobody told of is found by then. */
const slowEveryMsDefault = 100;

/**
 * Looks at a journal when somebody has written to it, or when it is time to. Where the system does not tell of writes, as with
 * folders of other machines, it looks every few milliseconds.
 */
export class JournalWatch {
  readonly #path: string;
  readonly #look: () => number;
  readonly #slowEveryMs: number;
  #watcher: FSWatcher | undefined;
  #timer: NodeJS.Timeout | undefined;
  #timerAtMs = Number.POSITIVE_INFINITY;
  #lookedAtMs = 0;
  #soonUntilMs = 0;
  #runs = false;

  /** `look` returns when there is something to do though nobody writes, in milliseconds of `Date.now()`. */
  constructor(path: string, look: () => number, slowEveryMs = slowEveryMsDefault) {
    this.#path = path;
    this.#look = look;
    this.#slowEveryMs = slowEveryMs;
  }

  /** The journal has to be open: what is watched is its write-ahead log. */
  start(): void {
    if (this.#runs) return;
    this.#runs = true;
    try {
      this.#watcher = watch(`${this.#path}-wal`, { persistent: false }, (what) => this.#hear(what));
      this.#watcher.on('error', () => this.#watchNoMore());
    } catch {
      // Many systems watch only so many files.
    }
    this.#goOn();
  }

  stop(): void {
    this.#runs = false;
    clearTimeout(this.#timer);
    this.#watchNoMore();
  }

  #watchNoMore(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
  }

  #hear(what: string): void {
    // The file that is watched is gone.
    if (what === 'rename') this.#watchNoMore();
    this.#soonUntilMs = Date.now() + soonForMs;
    this.#lookAt(this.#lookedAtMs + apartMs);
  }

  #goOn(): void {
    if (!this.#runs) return;
    this.#lookedAtMs = Date.now();
    const dueAtMs = this.#look();
    const isSoon = this.#watcher === undefined || this.#lookedAtMs < this.#soonUntilMs;
    const latestMs = this.#lookedAtMs + (isSoon ? soonEveryMs : this.#slowEveryMs);
    this.#lookAt(Math.min(latestMs, Math.max(dueAtMs, this.#lookedAtMs + soonEveryMs)));
  }

  /** At this time at the latest. */
  #lookAt(atMs: number): void {
    if (!this.#runs || this.#timerAtMs <= atMs) return;
    clearTimeout(this.#timer);
    this.#timerAtMs = atMs;
    this.#timer = setTimeout(
      () => {
        this.#timerAtMs = Number.POSITIVE_INFINITY;
        this.#goOn();
      },
      Math.max(0, atMs - Date.now()),
    );
  }
}
