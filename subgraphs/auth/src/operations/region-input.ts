import { mailLanguages, type MailLanguage } from '@payloom/mail/render-mail';
import { z } from 'zod';

const localeMaxCharacters = 35;
const timeZoneMaxCharacters = 64;

const accepts = (read: () => unknown): boolean => {
  try {
    read();
    return true;
  } catch {
    return false;
  }
};

/** A BCP 47 tag that numbers and dates can be written by. */
export const localeSchema = z
  .string()
  .trim()
  .max(localeMaxCharacters, `Use at most ${localeMaxCharacters} characters.`)
  .refine((tag) => accepts(() => new Intl.Locale(tag)), 'Choose a language tag, such as en-GB.');

/** The IANA name of a time zone. */
export const timeZoneSchema = z
  .string()
  .trim()
  .max(timeZoneMaxCharacters, `Use at most ${timeZoneMaxCharacters} characters.`)
  .refine(
    (timeZone) => accepts(() => new Intl.DateTimeFormat('en', { timeZone })),
    'Choose a time zone, such as Europe/Zurich.',
  );

/** The language of mails to somebody who reads in `locale`: English where theirs is not written. */
export function mailLanguageOf(locale: string | null | undefined): MailLanguage {
  const asked = locale && accepts(() => new Intl.Locale(locale)) ? new Intl.Locale(locale).language : 'en';
  return mailLanguages.find((language) => language === asked) ?? 'en';
}
