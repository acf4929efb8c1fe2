/**
 * Fetches under way in this process, so that whoever wants the same waits for one. What a fetch brought is handed on as text,
 * for each may do with it what they like; null when it is for nobody but the one who fetched it.
 */
export class Flights {
  readonly #underWay = new Map<string, Promise<string | null>>();

  /** How many are under way. */
  get size(): number {
    return this.#underWay.size;
  }

  /** What is under way for the key, if anything is. */
  find(key: string): Promise<string | null> | undefined {
    return this.#underWay.get(key);
  }

  /** Begins a flight for each of the keys. They have to be landed, whatever happens. */
  begin(keys: readonly string[]): Landing {
    const flights = keys.map((key) => {
      const { promise, resolve } = Promise.withResolvers<string | null>();
      this.#underWay.set(key, promise);
      return { key, promise, resolve };
    });
    return (texts) =>
      flights.forEach(({ key, promise, resolve }, index) => {
        resolve(texts?.[index] ?? null);
        if (this.#underWay.get(key) === promise) this.#underWay.delete(key);
      });
  }
}

/** Ends flights: with what each brought, or null where that is for nobody else. */
export type Landing = (texts: readonly string[] | null) => void;
