import { envelopeSchema } from '@payloom/event-contracts/envelope';
import { z } from 'zod';
import type { LiveEvent, Place } from './live-store.ts';

/** `<position>-0` */
const entryId = z
  .string()
  .regex(/^\d+-0$/)
  .transform((id) => Number(id.slice(0, -2)));
const entry = z.tuple([entryId, z.tuple([z.literal('event'), z.string()])]);

/** Entries of several streams, as Redis gives them. */
export const streamsSchema = z.array(z.array(entry));

/**
 * Puts the entries of several streams into one order, an event that is in several of them once. A stream that gave
 * `pageEventsMax` may have more: nothing behind its last entry is taken, and `end` is where to read on.
 */
export function mergeStreams(
  streams: z.infer<typeof streamsSchema>,
  pageEventsMax: number,
  placeOf: (position: number) => Place,
): { events: LiveEvent[]; end: Place | null } {
  const lasts = streams
    .filter((entries) => entries.length >= pageEventsMax)
    .map((entries) => entries.at(-1)?.[0] ?? 0);
  const end = lasts.length > 0 ? Math.min(...lasts) : null;
  const taken = new Map<number, string>();
  for (const [position, [, event]] of streams.flat()) {
    if (end === null || position <= end) taken.set(position, event);
  }
  const events = [...taken]
    .sort(([one], [other]) => one - other)
    .map(([position, event]) => ({
      ...placeOf(position),
      event: envelopeSchema.parse(JSON.parse(event)),
    }));
  return { events, end: end === null ? null : placeOf(end) };
}
