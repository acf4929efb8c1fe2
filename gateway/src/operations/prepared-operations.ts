import { BoundedCache } from '../bounded-cache.ts';
import type { PreparedOperation } from './prepared-operation.ts';

const recentMax = 2_000;
/** Parsed documents weigh far more than their text; this bounds the text. */
const recentTextMaxCharacters = 2_000_000;

/** How an operation is found again. */
function keyOf(text: string, operationName: string | undefined): string {
  return `${operationName ?? ''}\n${text}`;
}

/** The operations of one graph: some for as long as it is served, the others as they were last prepared. */
export class PreparedOperations {
  readonly #kept = new Map<string, PreparedOperation>();
  readonly #recent = new BoundedCache<string, PreparedOperation>({
    entriesMax: recentMax,
    weightMax: recentTextMaxCharacters,
  });

  get(text: string, operationName: string | undefined): PreparedOperation | undefined {
    const key = keyOf(text, operationName);
    return this.#kept.get(key) ?? this.#recent.get(key);
  }

  set(text: string, operationName: string | undefined, prepared: PreparedOperation): void {
    this.#recent.set(keyOf(text, operationName), prepared, text.length);
  }

  /** Keeps it, whatever else is sent, for who names the operation and who does not. */
  keep(prepared: PreparedOperation): void {
    const { text } = prepared.source;
    for (const key of [keyOf(text, undefined), keyOf(text, prepared.name)]) {
      this.#recent.delete(key);
      this.#kept.set(key, prepared);
    }
  }
}
