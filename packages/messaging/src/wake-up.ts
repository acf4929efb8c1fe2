/** Lets somebody rest until there is something to do. Being woken while awake is not forgotten. */
export class WakeUp {
  #isDue = false;
  #end: () => void = () => undefined;

  wake(): void {
    this.#isDue = true;
    this.#end();
  }

  /** What has been told up to now is being seen to. */
  clear(): void {
    this.#isDue = false;
  }

  /** Resolves with whether somebody woke it, at once when that has happened since the last time, or with false when the time is over. */
  async rest(maxMs: number): Promise<boolean> {
    if (!this.#isDue)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, maxMs);
        this.#end = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    const woken = this.#isDue;
    this.#isDue = false;
    return woken;
  }
}
