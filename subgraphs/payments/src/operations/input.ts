import { invalidInput, type InvalidInput } from '@payloom/subgraph-kit/input';
import { z } from 'zod';

const knownCurrencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
/** Control characters and lone surrogates: nothing a person types, and not all of it can be stored. */
const unprintable = /[\p{Cc}\p{Cs}]/u;

const printable = (text: string): boolean => !unprintable.test(text);

/** An email as it is stored and compared. */
export const normalizeEmail = (email: string): string => email.trim().toLowerCase();

/** A whole amount between two bounds, in minor units of a currency of ISO 4217. */
export function amountSchema({
  amountMinorMin,
  amountMinorMax,
}: Record<'amountMinorMin' | 'amountMinorMax', number>) {
  return z.object({
    amountMinor: z
      .int('Must be a whole number of minor units.')
      .min(amountMinorMin, `Must be at least ${amountMinorMin} minor units.`)
      .max(amountMinorMax, `Must be at most ${amountMinorMax} minor units.`),
    currency: z
      .string()
      .refine((code) => knownCurrencies.has(code), 'Must be a currency code of ISO 4217, such as EUR.'),
  });
}

export const idempotencyKeySchema = z
  .string()
  .min(8, 'Must have at least 8 characters.')
  .max(100, 'Must have at most 100 characters.')
  .refine(printable, 'Must have printable characters only.');

export const emailSchema = z
  .string()
  .transform(normalizeEmail)
  .pipe(z.email('Must be an email address.').max(254, 'Must have at most 254 characters.'));

/** Null when there is nothing in it. */
export const noteSchema = z
  .string()
  .trim()
  .max(140, 'Must have at most 140 characters.')
  .refine(printable, 'Must have printable characters only.')
  .nullish()
  .transform((note) => (note ? note : null));

/** What the link of a payment request carries. */
export const requestTokenSchema = z.string().regex(/^[\w-]{32}$/, 'Must be the token of a payment request.');

export const paymentIdSchema = z.uuid('Must be the id of a payment.');

/** Why somebody asks for something: a note that has to be there. */
export const reasonSchema = z
  .string()
  .trim()
  .min(1, 'Say why.')
  .max(140, 'Must have at most 140 characters.')
  .refine(printable, 'Must have printable characters only.');

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** What asks something of a moment there is not asked about what is no zone. */
export const timeZoneSchema = z.string().refine(isTimeZone, {
  error: 'Must be a time zone of IANA, such as Europe/Berlin.',
  abort: true,
});

/** A viewer whose registration has not reached this subgraph yet. */
export function walletNotOpen(): InvalidInput {
  return {
    ...invalidInput({}),
    message: 'Your wallet is being opened. Try again in a moment.',
  };
}

/** A payment is given back in its own currency. */
export function wrongCurrency(currency: string): InvalidInput {
  return invalidInput({ 'amount.currency': `Must be ${currency}, as the payment is.` });
}
