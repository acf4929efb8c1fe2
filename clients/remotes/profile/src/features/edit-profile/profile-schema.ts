import { z } from 'zod';
import type { EditableProfileFragment, UpdateProfileInput } from './__generated__/profile.ts';

const NAME_MAX_CHARACTERS = 80;

/** What the form asks for. An empty phone is none; spaces, dots, dashes and brackets in it are taken out. */
export const profileSchema = z.object({
  displayName: z
    .string()
    .trim()
    .min(1, 'Enter the name others see.')
    .max(NAME_MAX_CHARACTERS, `Use at most ${NAME_MAX_CHARACTERS} characters.`),
  phone: z
    .string()
    .transform((phone) => phone.replace(/[\s().-]/g, '').replace(/^00/, '+'))
    .refine((phone) => phone === '' || /^\+[1-9]\d{6,14}$/.test(phone), {
      message: 'Write the number with its country code, such as +41 79 123 45 67.',
    }),
  locale: z.string().min(2, 'Choose a language.'),
  timeZone: z.string().min(1, 'Choose a time zone.'),
});

export type ProfileValues = z.infer<typeof profileSchema>;

export const profileFields = ['displayName', 'phone', 'locale', 'timeZone'] as const;

/** A profile as the form holds it. */
export function toValues({ displayName, phone, locale, timeZone }: EditableProfileFragment): ProfileValues {
  return { displayName, phone: phone ?? '', locale, timeZone };
}

/** Only what was changed is sent: a change made elsewhere in the meantime is not undone. */
export function toInput(values: ProfileValues, before: ProfileValues): UpdateProfileInput {
  const changed = profileFields.filter((field) => values[field] !== before[field]);
  const input = Object.fromEntries(changed.map((field) => [field, values[field]]));
  return changed.includes('phone') && values.phone === '' ? { ...input, phone: null } : input;
}
