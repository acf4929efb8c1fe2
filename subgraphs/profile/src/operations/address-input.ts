import validator from 'validator';
import { z } from 'zod';

const lineMaxCharacters = 100;
const postalCodeMaxCharacters = 12;

/** Countries whose postal codes have a form that is known; elsewhere there may be another, or none. */
const knownForms = new Set<string>(validator.isPostalCodeLocales);
const isLocale = (country: string): country is validator.PostalCodeLocale => knownForms.has(country);

const text = (expected: string, charactersMax = lineMaxCharacters) =>
  z
    .string(expected)
    .trim()
    .max(charactersMax, `Use at most ${charactersMax} characters.`)
    .regex(/^\P{Cc}*$/u, 'Leave out line breaks and other control characters.');

const required = (expected: string) => text(expected).regex(/[\p{L}\p{N}]/u, expected);

/** Empty is none. */
const optional = (expected: string, charactersMax?: number) =>
  text(expected, charactersMax)
    .nullish()
    .transform((value) => value || null);

/** A postal address; what its country knows no form of is taken as it is. */
export const addressSchema = z
  .object({
    country: z
      .string('Choose a country.')
      .trim()
      .toUpperCase()
      .refine((code) => validator.isISO31661Alpha2(code), 'Choose a country, such as CH.'),
    line1: required('Enter the street and number.'),
    line2: optional('Enter text, or leave it empty.'),
    postalCode: optional('Enter the postal code.', postalCodeMaxCharacters),
    city: required('Enter the town.'),
    region: optional('Enter text, or leave it empty.'),
  })
  .superRefine(({ country, postalCode }, context) => {
    if (!isLocale(country) || validator.isPostalCode(postalCode ?? '', country)) return;
    context.addIssue({ code: 'custom', path: ['postalCode'], message: `Enter a postal code of ${country}.` });
  });
