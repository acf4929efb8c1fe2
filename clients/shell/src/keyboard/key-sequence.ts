/** After a longer pause what was pressed before counts no more. */
const pauseMaxMs = 1_500;

/** What keys, pressed one after the other, do: `g p`. */
export interface Binding {
  readonly keys: string;
  readonly run: () => void;
}

/** Remembers what was pressed, for keys that take more than one. */
export class KeySequence {
  #pressed: readonly string[] = [];
  #lastAtMs = 0;

  /** The binding whose last key this is. */
  press<Each extends Binding>(key: string, atMs: number, bindings: readonly Each[]): Each | undefined {
    const before = atMs - this.#lastAtMs > pauseMaxMs ? [] : this.#pressed;
    this.#lastAtMs = atMs;
    // A key that leads nowhere may still be the first of another binding.
    for (let pressed = [...before, key]; pressed.length > 0; pressed = pressed.slice(1)) {
      const said = pressed.join(' ');
      const found = bindings.find(({ keys }) => keys === said);
      this.#pressed = found ? [] : pressed;
      if (found) return found;
      if (bindings.some(({ keys }) => keys.startsWith(`${said} `))) return undefined;
    }
    this.#pressed = [];
    return undefined;
  }
}
