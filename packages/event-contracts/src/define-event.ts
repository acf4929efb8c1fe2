import type { z } from 'zod';

export interface EventContract<Data extends z.ZodType<Record<string, unknown>>> {
  /** Raised when the shape changes incompatibly; consumers see it in `dataschema`. */
  readonly version: number;
  readonly description: string;
  readonly data: Data;
}

/** Declares one event: its version, what it means and the shape of its data. */
export function defineEvent<Data extends z.ZodType<Record<string, unknown>>>(
  contract: EventContract<Data>,
): EventContract<Data> {
  return contract;
}
