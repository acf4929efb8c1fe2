/** The languages that every word of the pages is written in. */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** What each language calls itself, to be chosen by. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

/** How a page reads: the language of its words, and how numbers, dates and times are written beside them. */
export interface Region {
  readonly language: Language;
  /** BCP 47, always of `language`: "de-CH". */
  readonly locale: string;
  /** IANA: "Europe/Zurich". */
  readonly timeZone: string;
}

function parse(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag);
  } catch {
    return undefined;
  }
}

/** The language a BCP 47 tag asks for, where its words are written. */
export function languageOf(tag: string): Language | undefined {
  const asked = parse(tag)?.language;
  return languages.find((language) => language === asked);
}

/** The first of somebody's languages that the pages are written in, else English. */
export function firstLanguage(tags: readonly string[]): Language {
  return tags.map(languageOf).find((language) => language !== undefined) ?? 'en';
}

/** `language` as it is written where `tag` is: "en-CH" for "de-CH"; undefined where nobody writes it. */
function writtenIn(language: Language, tag: string): string | undefined {
  if (languageOf(tag) === language) return tag;
  const region = parse(tag)?.region;
  if (!region) return undefined;
  const locale = `${language}-${region}`;
  return new Intl.DateTimeFormat(locale).resolvedOptions().locale === locale ? locale : undefined;
}

/**
 * How numbers and dates are written in `language` for somebody who uses `tags`, the first before the others. Who reads
 * Swiss French and has to do with German reads Swiss German, with German months.
 */
export function localeIn(language: Language, tags: readonly string[]): string {
  // One by one: to find out how a language is written where another is spoken is work.
  for (const tag of tags) {
    const locale = writtenIn(language, tag);
    if (locale !== undefined) return locale;
  }
  return language;
}

/** Whether a browser can tell the time in a zone. */
export function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}
