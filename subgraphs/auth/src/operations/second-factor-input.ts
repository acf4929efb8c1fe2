import { z } from 'zod';

const codeMaxCharacters = 40;
const expected = 'Enter the six digits of your app, or a recovery code.';

/** A code as somebody types it: spaces around and between are let go. */
export const codeSchema = z
  .string()
  .max(codeMaxCharacters, expected)
  .transform((code) => code.replace(/\s/g, ''))
  .pipe(z.string().regex(/^[\w-]+$/, expected));

export interface WrongCode {
  __typename: 'WrongCode';
  message: string;
}

export const wrongCode = (): WrongCode => ({
  __typename: 'WrongCode',
  message: 'That code is wrong, or was used already. Wait for the next one of your app.',
});
