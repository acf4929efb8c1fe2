import { useWords } from './words.ts';

export interface TimeZoneGroup {
  region: string;
  zones: { value: string; label: string }[];
}

const readable = (part: string): string => part.replaceAll('_', ' ').replaceAll('/', ', ');

/** Every time zone by region, and the one in use where the browser lists another name for it. */
export function timeZoneGroups(current: string): TimeZoneGroup[] {
  const zones = new Set(['UTC', current, ...Intl.supportedValuesOf('timeZone')]);
  const groups = new Map<string, TimeZoneGroup>();
  for (const value of [...zones].sort()) {
    const [first = value, ...rest] = value.split('/');
    const region = rest.length > 0 ? first : useWords.now()('universal');
    const group = groups.get(region) ?? { region, zones: [] };
    group.zones.push({ value, label: readable(rest.length > 0 ? rest.join('/') : value) });
    groups.set(region, group);
  }
  return [...groups.values()].sort((one, other) => one.region.localeCompare(other.region));
}

/** What time it is there, to choose by. */
export function timeInZone(timeZone: string, locale: string, now: Date): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: 'long',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(now);
}
