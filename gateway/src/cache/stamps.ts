import type { EventEnvelope } from '@payloom/event-contracts/envelope';

/**
 * A stamp is a text that becomes another whenever something changes. What is kept carries the stamps of all it depends on as
 * they were before it was fetched, and counts only while they are the same.
 */
export type StampName = string;

/** Stamps are forgotten after this, which is long after all that was kept by them. */
export const stampTimeMs = 2 * 60_000;

const idLengthMax = 200;

/** Changes with every event of the family: `payments.payment`. */
export const familyStamp = (family: string): StampName => `family:${family}`;

/** Changes with every event of the family that tells of the entity. */
export const entityStamp = (family: string, id: string): StampName => `entity:${family}:${plainId(id)}`;

/** However a UUID is written, a database takes it for the same. */
const plainId = (id: string): string => id.replaceAll(/[-{}]/g, '').toLowerCase();

/** Changes when something that a viewer did is done. */
export const writerStamp = (userId: string): StampName => `writer:${userId}`;

/**
 * The stamps that events change. They do not depend on a graph: another gateway may serve another one, and each event is
 * taken by one gateway for all.
 */
export function stampsChangedBy(events: readonly EventEnvelope[]): StampName[] {
  const names = new Set<StampName>();
  for (const { type, subject, data } of events) {
    const family = type.split('.').slice(0, 2).join('.');
    names.add(familyStamp(family));
    // Composition sees to it that `by` names a field that stands here.
    for (const value of [subject, ...Object.values(data)])
      if (typeof value === 'string' && value.length <= idLengthMax) names.add(entityStamp(family, value));
  }
  return [...names];
}
