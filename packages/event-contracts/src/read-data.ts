import type { z } from 'zod';
import type { AnyEventContract } from './define-event.ts';
import type { EventEnvelope } from './envelope.ts';

/** An event whose `dataschema` no contract of this program reads: one of a newer program, mostly. */
export class UnknownEventVersionError extends Error {
  override name = 'UnknownEventVersionError';
  readonly type: string;
  /** As it stands in the envelope. */
  readonly dataschema: string;
  /** Ascending. */
  readonly knownVersions: readonly number[];

  constructor({ type, dataschema }: Pick<EventEnvelope, 'type' | 'dataschema'>, known: readonly number[]) {
    super(
      `Event ${type}: expected "${type}/<version>" of version ${known.join(' or ')}, got "${dataschema}"`,
    );
    this.type = type;
    this.dataschema = dataschema;
    this.knownVersions = known;
  }
}

/**
 * The event's data as the current version of its contract has it; data of an older version is upgraded. Throws an
 * UnknownEventVersionError, or a ZodError that names what is wrong.
 */
export function readData<Contract extends AnyEventContract>(
  contract: Contract,
  event: Pick<EventEnvelope, 'type' | 'dataschema' | 'data'>,
): z.output<Contract['data']>;
export function readData(
  { version, data, previous }: AnyEventContract,
  event: Pick<EventEnvelope, 'type' | 'dataschema' | 'data'>,
) {
  if (event.dataschema === `${event.type}/${version}`) return data.parse(event.data);
  const older = Object.entries(previous);
  const found = older.find(([number]) => event.dataschema === `${event.type}/${number}`);
  if (found) return data.parse(found[1].read(event.data));
  throw new UnknownEventVersionError(event, [...older.map(([number]) => Number(number)), version]);
}
