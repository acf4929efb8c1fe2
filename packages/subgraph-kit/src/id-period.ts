/** An id is made in the moment it tells of, or so soon before or after that no clock of ours is this far off. */
const clocksApartMaxMs = 60_000;
const uuidTimeMaxMs = 2 ** 48 - 1;
const uuidTimeHexDigits = 12;

/** The smallest UUIDv7 of a moment. */
function firstIdAt(timeMs: number): string {
  const hex = Math.min(Math.max(timeMs, 0), uuidTimeMaxMs).toString(16).padStart(uuidTimeHexDigits, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

export interface IdRange {
  $gte?: string;
  $lt?: string;
}

/**
 * The UUIDv7s that rows made in a period can have, and a minute's more at either end. Asked for beside the time itself:
 * ids sort by time, so a list is read from where the period ends, however much has happened since.
 */
export function idsWithin(from: Date | null | undefined, to: Date | null | undefined): IdRange {
  return {
    ...(from ? { $gte: firstIdAt(from.getTime() - clocksApartMaxMs) } : {}),
    ...(to ? { $lt: firstIdAt(to.getTime() + clocksApartMaxMs) } : {}),
  };
}
