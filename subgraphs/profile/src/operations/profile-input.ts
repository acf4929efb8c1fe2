import { walletCurrencies } from '@payloom/event-contracts/currencies';
import { LocaleResolver } from 'graphql-scalars';
import { z } from 'zod';
import { addressSchema } from './address-input.ts';

const displayNameMaxCharacters = 80;
const localeMaxCharacters = 35;

const displayNameExpected = `Enter a name of 1 to ${displayNameMaxCharacters} characters.`;
const phoneExpected = 'Enter a number with its country code, such as +41791234567.';
const localeExpected = 'Choose a language tag, such as en-GB.';
const themeExpected = 'Choose SYSTEM, LIGHT or DARK.';
const currencyExpected = `Choose one of ${walletCurrencies.join(', ')}.`;
const timeZoneExpected = 'Choose a time zone, such as Europe/Zurich.';

const displayName = z
  .string(displayNameExpected)
  .trim()
  .min(1, displayNameExpected)
  .max(displayNameMaxCharacters, displayNameExpected)
  .regex(/^\P{Cc}*$/u, 'Leave out line breaks and other control characters.')
  // Spaces of no width alone would show as no name at all.
  .regex(/[\p{L}\p{N}\p{P}\p{S}]/u, displayNameExpected);

/** E.164; the spaces, dots, hyphens and brackets that people put in are taken out. */
const phone = z
  .string(phoneExpected)
  .transform((text) => text.replaceAll(/[\s().-]/g, ''))
  .pipe(z.string().regex(/^\+[1-9]\d{6,14}$/, phoneExpected));

/** The canonical form of a BCP 47 tag, or null when it is none. */
function canonicalLocale(tag: string): string | null {
  try {
    const [canonical = ''] = Intl.getCanonicalLocales(tag);
    // What is stored must also pass the scalar by which it leaves.
    LocaleResolver.parseValue(canonical);
    return canonical.length <= localeMaxCharacters ? canonical : null;
  } catch {
    return null;
  }
}

/** The IANA name as it is written there, or null when it is none. */
function canonicalTimeZone(name: string): string | null {
  // Intl also takes offsets such as +01:00, which do not follow daylight saving.
  if (!/^[A-Za-z]/.test(name)) return null;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    // Intl may answer with an older name of the same zone; then the one that was asked for stays.
    return timeZone.toLowerCase() === name.toLowerCase() ? timeZone : name;
  } catch {
    return null;
  }
}

/** A string that `canonical` gives a form to; where it gives none, the sentence says what was expected. */
const canonicalString = (canonical: (text: string) => string | null, expected: string) =>
  z
    .string(expected)
    .trim()
    .transform((text, context) => {
      const form = canonical(text);
      if (form !== null) return form;
      context.addIssue(expected);
      return z.NEVER;
    });

/** The fields of `updateProfile`; one left out stays as it is, and only the phone number and the address can be removed. */
export const profileInputSchema = z.object({
  displayName: displayName.optional(),
  phone: phone.nullable().optional(),
  locale: canonicalString(canonicalLocale, localeExpected).optional(),
  timeZone: canonicalString(canonicalTimeZone, timeZoneExpected).optional(),
  address: addressSchema.nullable().optional(),
  theme: z.enum(['SYSTEM', 'LIGHT', 'DARK'], themeExpected).optional(),
  preferredCurrency: z.enum(walletCurrencies, currencyExpected).optional(),
});
