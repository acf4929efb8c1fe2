import codes from 'i18n-iso-countries/codes.json';

export interface CountryOption {
  /** ISO 3166-1 alpha-2. */
  value: string;
  label: string;
}

/** Every country by its name in a language, in that language's order. */
export function countryOptions(locale: string): CountryOption[] {
  const names = new Intl.DisplayNames([locale], { type: 'region' });
  const options = codes.flatMap(([value]) => (value ? [{ value, label: names.of(value) ?? value }] : []));
  return options.sort((one, other) => one.label.localeCompare(other.label, locale));
}
