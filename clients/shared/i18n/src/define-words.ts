import { getRegion } from '@payloom/i18n/region';
import { useRegion } from '@payloom/i18n/use-region';
import { createTranslator } from 'use-intl/core';
import type { Language, Region } from './language.ts';

/** Words by key, nested where they belong together: `status: { PENDING: 'Pending' }` is read as `t('status.PENDING')`. */
export interface Catalogue {
  readonly [key: string]: string | Catalogue;
}

/** The same keys with other words: a key that is missing, or one too many, does not compile. */
export type Translated<Words> = {
  readonly [Key in keyof Words]: Words[Key] extends string ? string : Translated<Words[Key]>;
};

/** Says the words of one catalogue: `t('title')`, `t('sum', { count })`, `t.rich('hint', { b: (text) => <b>{text}</b> })`. */
export type Translator<Words extends Catalogue> = ReturnType<typeof createTranslator<Words>>;

/** A feature's words as a hook; in a component `const t = useWords()`, which follows the language of the page. */
export interface UseWords<Words extends Catalogue> {
  (): Translator<Words>;
  /** Outside of components, where something is said once: a toast, a file's headings. */
  readonly now: () => Translator<Words>;
  /** Words to be said later, in whatever language the page then has: a route's title, a label in the navigation. */
  readonly later: (key: StringKeys<Words>) => () => string;
  /** What is written in each language. */
  readonly catalogues: Readonly<Record<Language, Catalogue>>;
}

type StringKeys<Words> = {
  [Key in keyof Words]: Words[Key] extends string ? Key & string : never;
}[keyof Words];

/**
 * A feature's words in both languages, in `words.ts` beside it: `export const useWords = defineWords({ en, de })`.
 * Messages are ICU MessageFormat; what they need is checked where they are said.
 */
export function defineWords<const En extends Catalogue>(words: {
  readonly en: En;
  readonly de: Translated<NoInfer<En>>;
}): UseWords<En> {
  const catalogues: Readonly<Record<Language, Catalogue>> = words;
  let last: { readonly region: Region; readonly say: Translator<En> } | undefined;
  const translator = (region: Region): Translator<En> => {
    if (last?.region !== region) {
      const { language, locale } = region;
      // Both have the same keys; what a message needs is read off the English one. No message writes a time itself.
      last = { region, say: createTranslator({ messages: catalogues[language] as En, locale }) };
    }
    return last.say;
  };
  const later = (key: StringKeys<En>) => () => {
    const text = catalogues[getRegion().language][key];
    return typeof text === 'string' ? text : key;
  };
  const useWords = (): Translator<En> => translator(useRegion());
  return Object.assign(useWords, { now: () => translator(getRegion()), later, catalogues });
}
