const offered = [
  'en',
  'en-GB',
  'en-US',
  'de-AT',
  'de-CH',
  'de-DE',
  'es-ES',
  'fr-CH',
  'fr-FR',
  'it-CH',
  'it-IT',
  'ja-JP',
  'nl-NL',
  'pl-PL',
  'pt-PT',
  'sv-SE',
];

export interface LocaleOption {
  value: string;
  label: string;
}

/** "Deutsch (Schweiz)": a language is found by who speaks it. */
function nameOf(locale: string): string {
  const name =
    new Intl.DisplayNames([locale], { type: 'language', languageDisplay: 'standard' }).of(locale) ?? locale;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}

/** The languages on offer, and the one in use where that is another. */
export function localeOptions(current: string): LocaleOption[] {
  const locales = offered.includes(current) ? offered : [current, ...offered];
  return locales.map((value) => ({ value, label: nameOf(value) }));
}

/** How numbers and days read in a language, to choose by. */
export function localeSample(locale: string, now: Date): string {
  const number = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(1234.5);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(now);
  return `${number} · ${day}`;
}
