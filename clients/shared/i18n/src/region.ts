import { firstLanguage, isTimeZone, languageOf, localeIn, type Language, type Region } from './language.ts';

const LOCALE_KEY = 'payloom.locale';
const TIME_ZONE_KEY = 'payloom.time-zone';

/** What somebody has set in their profile. */
export interface Preferences {
  /** BCP 47; of a language that the pages are not written in, its region counts. */
  readonly locale: string;
  /** IANA. */
  readonly timeZone: string;
}

const listeners = new Set<() => void>();
let region: Region | undefined;
/** The time zone that the region was read with, where one was remembered. */
let keptZone: string | undefined;

function stored(key: string): string | undefined {
  try {
    return globalThis.localStorage?.getItem(key) ?? undefined;
  } catch {
    // Storage may be forbidden; a choice then lasts as long as the page.
    return undefined;
  }
}

function remember(key: string, value: string | undefined): void {
  try {
    if (value === undefined) globalThis.localStorage?.removeItem(key);
    else globalThis.localStorage?.setItem(key, value);
  } catch {
    // As above.
  }
}

const browserTags = (): readonly string[] => globalThis.navigator?.languages ?? [];
const deviceTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

function read(): Region {
  const locale = stored(LOCALE_KEY);
  const tags = locale === undefined ? browserTags() : [locale, ...browserTags()];
  const language = firstLanguage(tags);
  const kept = stored(TIME_ZONE_KEY);
  let timeZone: string | undefined;
  return {
    language,
    locale: localeIn(language, tags),
    // Found out when a time is to be written: to a phone it is work, and many a page has none.
    get timeZone() {
      return (timeZone ??= kept !== undefined && isTimeZone(kept) ? kept : deviceTimeZone());
    },
  };
}

function show(next: Region): void {
  const now = region;
  const zoneBefore = keptZone;
  region = next;
  keptZone = stored(TIME_ZONE_KEY);
  if (globalThis.document) globalThis.document.documentElement.lang = next.language;
  // By what was remembered: to ask for the device's zone takes a phone longer than all the rest of this.
  if (now?.locale === next.locale && zoneBefore === keptZone) return;
  for (const listener of [...listeners]) listener();
}

/** How pages read now. Components use `useRegion`, which keeps them up to date. */
export function getRegion(): Region {
  if (!region) {
    region = read();
    keptZone = stored(TIME_ZONE_KEY);
  }
  return region;
}

/** Calls the listener after each change, until the returned function is called. */
export function subscribeRegion(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The locale that a choice of `language` leads to: in the region of before, else as the browser writes it. */
export function localeFor(language: Language): string {
  return localeIn(language, [getRegion().locale, ...browserTags()]);
}

/** Shows and remembers a language on this device. Other tabs follow. */
export function chooseLanguage(language: Language): void {
  remember(LOCALE_KEY, localeFor(language));
  show(read());
}

/**
 * What the viewer's profile says comes before what this device had, and is remembered, so that the next page begins with
 * it. Without a viewer the time is the device's again; the language stays.
 */
export function adoptPreferences(preferences: Preferences | undefined): void {
  if (preferences) {
    const { locale, timeZone } = preferences;
    const language = languageOf(locale) ?? getRegion().language;
    remember(LOCALE_KEY, localeIn(language, [locale, ...browserTags()]));
    remember(TIME_ZONE_KEY, timeZone);
  } else remember(TIME_ZONE_KEY, undefined);
  show(read());
}

/** Shows the remembered region and follows other tabs; called once, before the first render. Returns how to stop. */
export function startRegion(): () => void {
  const follow = ({ key }: StorageEvent): void => {
    if (key === LOCALE_KEY || key === TIME_ZONE_KEY || key === null) show(read());
  };
  show(read());
  globalThis.addEventListener('storage', follow);
  return () => globalThis.removeEventListener('storage', follow);
}
