import { getOwn, isJsonObject, type JsonObject } from '../executor/json.ts';

/** An argument of a subscription that has to be what its events' data says. */
export interface EventFilter {
  readonly argument: string;
  /** Where in the data. */
  readonly path: readonly string[];
}

/** Reads one entry of `@event(where:)`: `walletId`, or `currency: amount.currency` where the names differ. */
export function readFilter(entry: string): EventFilter {
  const [argument = '', path = argument] = entry.split(':').map((part) => part.trim());
  return { argument, path: path.split('.') };
}

/** What stands there in an event's data; undefined where there is nothing. */
export function valueAt(data: JsonObject, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (isJsonObject(value) ? getOwn(value, key) : undefined), data);
}
