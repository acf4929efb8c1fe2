import { z } from 'zod';

/** RFC 5321, 4.5.3.1.3. */
const emailMaxCharacters = 254;
const passwordMinCharacters = 10;
const passwordMaxCharacters = 200;
const displayNameMaxCharacters = 80;

const emailExpected = 'Enter an email address, such as name@example.com.';
const displayNameExpected = `Enter a name of 1 to ${displayNameMaxCharacters} characters.`;

/** Trimmed and in lower case. HTML's rule as well as Zod's, since the graph's EmailAddress holds to the former. */
export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(emailMaxCharacters, emailExpected)
  .pipe(z.email(emailExpected).regex(z.regexes.html5Email, emailExpected));

export const newPasswordSchema = z
  .string()
  .min(passwordMinCharacters, `Use at least ${passwordMinCharacters} characters.`)
  .max(passwordMaxCharacters, `Use at most ${passwordMaxCharacters} characters.`);

/** What a person typed at sign-in: any length that a password can have, and no hint at today's minimum. */
export const presentedPasswordSchema = z
  .string()
  .min(1, 'Enter your password.')
  .max(passwordMaxCharacters, `Use at most ${passwordMaxCharacters} characters.`);

export const displayNameSchema = z
  .string()
  .trim()
  .min(1, displayNameExpected)
  .max(displayNameMaxCharacters, displayNameExpected)
  .regex(/^\P{Cc}*$/u, 'Leave out line breaks and other control characters.')
  // Spaces of no width alone would show as no name at all.
  .regex(/[\p{L}\p{N}\p{P}\p{S}]/u, displayNameExpected);
