import { getRegion } from '@payloom/i18n/region';
import { useWords } from './words.ts';

/**
 * What to say where the graph refused an input: its own sentence tells most, but is English. `elsewise` is what a form
 * knows better than that something has to be checked.
 */
export function refusedInput(message: string, elsewise?: string): string {
  return getRegion().language === 'en' ? message : (elsewise ?? useWords.now()('refused'));
}
