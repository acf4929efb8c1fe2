import { z } from 'zod';

/** ISO 13616: the country and check digits go to the end, letters count from 10, and the rest by 97 is 1. */
function isIban(iban: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  let rest = 0;
  for (const sign of iban.slice(4) + iban.slice(0, 4)) {
    for (const digit of String(Number.parseInt(sign, 36))) rest = (rest * 10 + Number(digit)) % 97;
  }
  return rest === 1;
}

export const ibanSchema = z
  .string()
  .max(60, 'Must be an IBAN, such as CH93 0076 2011 6238 5295 7.')
  .transform((text) => text.replace(/\s/g, '').toUpperCase())
  .refine(isIban, 'Must be an IBAN, such as CH93 0076 2011 6238 5295 7.');

/** As it is shown again: the country and the last four signs. */
export const maskIban = (iban: string): string => `${iban.slice(0, 2)}•• •••• ${iban.slice(-4)}`;
