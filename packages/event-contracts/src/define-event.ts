import type { z } from 'zod';

type DataSchema = z.ZodType<Record<string, unknown>>;

/** A version that is no longer published, but may still stand in outboxes, queues and dead letters. */
export interface PreviousVersion<Data> {
  readonly schema: DataSchema;
  /** Checks data of this version and makes data of the current one from it. Throws a ZodError. */
  readonly read: (data: unknown) => Data;
}

export interface EventContract<Data extends DataSchema> {
  /** Raised when the shape changes incompatibly; consumers see it in `dataschema`. */
  readonly version: number;
  readonly description: string;
  /** Who may see it, in words; the `audience` of each event says it by ids and roles. */
  readonly audience: string;
  readonly data: Data;
  /** Older versions that are still read, by number. */
  readonly previous: Readonly<Record<number, PreviousVersion<z.input<Data>>>>;
}

export type AnyEventContract = EventContract<DataSchema>;

/** Declares one event: its version, what it means, who may see it and the shape of its data. */
export function defineEvent<Data extends DataSchema>(
  contract: Omit<EventContract<Data>, 'previous'> & Partial<Pick<EventContract<Data>, 'previous'>>,
): EventContract<Data> {
  return { previous: {}, ...contract };
}

/**
 * An older version of an event and the way from its data to the current one's, for `previous`. So a version can be raised
 * while events of the last one are still on their way.
 */
export function previousVersion<Old extends DataSchema, Data>(
  schema: Old,
  upgrade: (old: z.output<Old>) => Data,
): PreviousVersion<Data> {
  return { schema, read: (data) => upgrade(schema.parse(data)) };
}
