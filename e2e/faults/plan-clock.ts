const tickMs = 10;
/** A busy machine lets ticks come late; what is planned then must not come all at once. */
const tickMsMax = 50;
/** With this many servers away the time of the plan stands still until one is back, however slow the machine is. */
const awayMax = 2;

interface Waiter {
  readonly atMs: number;
  readonly wake: () => void;
}

/** The time of a plan: that of the wall, but for what a slow machine needs to start servers again. */
export class PlanClock {
  #nowMs = 0;
  #away = 0;
  #waiters: Waiter[] = [];
  #timer: NodeJS.Timeout | undefined;

  start(): void {
    let tickedAtMs = performance.now();
    this.#timer = setInterval(() => {
      const nowMs = performance.now();
      this.#advance(Math.min(nowMs - tickedAtMs, tickMsMax));
      tickedAtMs = nowMs;
    }, tickMs);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Resolves when the plan has come so far. */
  until(atMs: number): Promise<void> {
    return new Promise((wake) => this.#waiters.push({ atMs, wake }));
  }

  /** A server is away while `work` runs. */
  async whileAway(work: () => Promise<void>): Promise<void> {
    this.#away += 1;
    try {
      await work();
    } finally {
      this.#away -= 1;
    }
  }

  #advance(ms: number): void {
    if (this.#away >= awayMax) return;
    this.#nowMs += ms;
    const due = this.#waiters.filter(({ atMs }) => atMs <= this.#nowMs);
    this.#waiters = this.#waiters.filter(({ atMs }) => atMs > this.#nowMs);
    for (const { wake } of due) wake();
  }
}
