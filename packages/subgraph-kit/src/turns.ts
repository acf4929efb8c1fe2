export interface TurnsOptions {
  /** How many of one owner are under way at most. */
  readonly atOnceMax: number;
  /** How many more of them wait at most. */
  readonly waitingMax: number;
  /** How long one waits at most, in milliseconds. */
  readonly waitMsMax: number;
}

/** There was no turn: as many wait already as may, or it did not come in time. Nothing was begun. */
export class NoTurn extends Error {
  constructor() {
    super('No turn for this owner');
    this.name = 'NoTurn';
  }
}

/** What one owner has. */
interface Share {
  underWay: number;
  /** Each begins one that waits; in the order of asking. */
  readonly waiting: Set<() => void>;
}

/** Gives each owner so many turns at once, in the order of asking. No owner waits for another. */
export class Turns {
  readonly #options: TurnsOptions;
  readonly #shares = new Map<string, Share>();

  constructor(options: TurnsOptions) {
    this.#options = options;
  }

  /** How many owners have a turn. */
  get owners(): number {
    return this.#shares.size;
  }

  /** Resolves when it is the owner's turn, with what ends it, which may be called twice. Rejects with NoTurn. */
  async take(owner: string): Promise<() => void> {
    const share = this.#shares.get(owner) ?? { underWay: 0, waiting: new Set() };
    this.#shares.set(owner, share);
    if (share.underWay < this.#options.atOnceMax) share.underWay += 1;
    else await this.#wait(share);
    let hasEnded = false;
    return () => {
      if (hasEnded) return;
      hasEnded = true;
      this.#end(owner, share);
    };
  }

  #wait({ waiting }: Share): Promise<void> {
    const { waitingMax, waitMsMax } = this.#options;
    if (waiting.size >= waitingMax) throw new NoTurn();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const begin = (): void => {
      clearTimeout(late);
      resolve();
    };
    const late = setTimeout(() => {
      waiting.delete(begin);
      reject(new NoTurn());
    }, waitMsMax);
    waiting.add(begin);
    return promise;
  }

  /** The turn goes to whoever has waited longest. */
  #end(owner: string, share: Share): void {
    const [next] = share.waiting;
    if (next) {
      share.waiting.delete(next);
      next();
      return;
    }
    share.underWay -= 1;
    if (share.underWay === 0) this.#shares.delete(owner);
  }
}
