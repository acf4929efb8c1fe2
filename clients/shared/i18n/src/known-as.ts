import { getRegion } from '@payloom/i18n/region';

/**
 * What the graph names in English (a setting, a queue), in the language of the page: the German name where one is known.
 * English is better than nothing where it is not, such as for something that only a newer server has.
 */
export function knownAs(english: string, german: string | undefined): string {
  return getRegion().language === 'de' ? (german ?? english) : english;
}
