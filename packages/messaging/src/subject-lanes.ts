/** The items of one subject, oldest first. */
export interface Lane<Item> {
  readonly subject: string;
  readonly items: Item[];
  /** How many of the first items have to be handled one at a time. */
  alone: number;
  state: 'ready' | 'taken' | 'held';
}

/**
 * Keeps what is to be handled apart by subject, so that one subject keeps its order and none waits for another. A lane
 * is taken by whoever works on its first items and comes back by `release` or `hold`.
 */
export class SubjectLanes<Item> {
  readonly #lanes = new Map<string, Lane<Item>>();
  readonly #ready = new Set<Lane<Item>>();
  readonly #readyAlone = new Set<Lane<Item>>();
  readonly #timers = new Map<Lane<Item>, NodeJS.Timeout>();
  readonly #onDue: () => void;

  /** `onDue` is called when a lane that was held may be taken again. */
  constructor(onDue: () => void) {
    this.#onDue = onDue;
  }

  get lanes(): Iterable<Lane<Item>> {
    return this.#lanes.values();
  }

  /** Puts an item behind the others of its subject. */
  push(subject: string, item: Item): Lane<Item> {
    const known = this.#lanes.get(subject);
    if (known) {
      known.items.push(item);
      return known;
    }
    const lane: Lane<Item> = { subject, items: [item], alone: 0, state: 'ready' };
    this.#lanes.set(subject, lane);
    this.#ready.add(lane);
    return lane;
  }

  /** The lane that has been ready longest. */
  take(): Lane<Item> | undefined {
    return this.#takeFrom(this.#ready);
  }

  /** The lane that has been ready longest, of those whose first item has to be handled alone. */
  takeAlone(): Lane<Item> | undefined {
    return this.#takeFrom(this.#readyAlone);
  }

  /** The first items of a lane are to be handled one at a time. */
  makeAlone(lane: Lane<Item>, count: number): void {
    lane.alone = Math.max(count, lane.alone);
    if (this.#ready.delete(lane)) this.#readyAlone.add(lane);
  }

  /** Gives a lane back after its first `done` items were dealt with. */
  release(lane: Lane<Item>, done: number): void {
    if (this.#lanes.get(lane.subject) !== lane) return;
    lane.items.splice(0, done);
    lane.alone = Math.max(0, lane.alone - done);
    if (lane.items.length === 0) this.#lanes.delete(lane.subject);
    else this.#makeReady(lane);
  }

  /** Gives a lane back which nobody may take for a while; its first item is to be handled alone. */
  hold(lane: Lane<Item>, delayMs: number): void {
    if (this.#lanes.get(lane.subject) !== lane) return;
    lane.state = 'held';
    lane.alone = Math.max(1, lane.alone);
    const timer = setTimeout(() => {
      this.#timers.delete(lane);
      this.#makeReady(lane);
      this.#onDue();
    }, delayMs);
    this.#timers.set(lane, timer);
  }

  /** Forgets all lanes; those that are taken come to nothing when they are given back. */
  clear(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#lanes.clear();
    this.#ready.clear();
    this.#readyAlone.clear();
  }

  #makeReady(lane: Lane<Item>): void {
    lane.state = 'ready';
    (lane.alone > 0 ? this.#readyAlone : this.#ready).add(lane);
  }

  #takeFrom(ready: Set<Lane<Item>>): Lane<Item> | undefined {
    for (const lane of ready) {
      ready.delete(lane);
      lane.state = 'taken';
      return lane;
    }
    return undefined;
  }
}
