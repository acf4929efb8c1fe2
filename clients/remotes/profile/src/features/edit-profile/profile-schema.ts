import { z } from 'zod';
import type { EditableProfileFragment, UpdateProfileInput } from './__generated__/profile.ts';
import { useWords } from './words.ts';

const NAME_MAX_CHARACTERS = 80;

const LINE_MAX_CHARACTERS = 100;

const line = z
  .string()
  .trim()
  .max(LINE_MAX_CHARACTERS, { error: () => useWords.now()('textTooLong', { count: LINE_MAX_CHARACTERS }) });

const emptyAddress = { country: '', line1: '', line2: '', postalCode: '', city: '', region: '' };
const addressFields = ['country', 'line1', 'line2', 'postalCode', 'city', 'region'] as const;

const isEmpty = (address: Record<(typeof addressFields)[number], string>): boolean =>
  addressFields.every((field) => address[field] === '');

/** All of it is empty, or it has a country, a street and a town. */
const addressSchema = z
  .object({ country: line, line1: line, line2: line, postalCode: line, city: line, region: line })
  .superRefine((address, context) => {
    if (isEmpty(address)) return;
    const missing = { country: 'countryMissing', line1: 'line1Missing', city: 'cityMissing' } as const;
    for (const field of ['country', 'line1', 'city'] as const) {
      if (address[field] === '')
        context.addIssue({ code: 'custom', path: [field], message: useWords.now()(missing[field]) });
    }
  });

/** What the form asks for. An empty phone is none; spaces, dots, dashes and brackets in it are taken out. */
export const profileSchema = z.object({
  displayName: z
    .string()
    .trim()
    .min(1, { error: useWords.later('nameMissing') })
    .max(NAME_MAX_CHARACTERS, { error: () => useWords.now()('nameTooLong', { count: NAME_MAX_CHARACTERS }) }),
  phone: z
    .string()
    .transform((phone) => phone.replace(/[\s().-]/g, '').replace(/^00/, '+'))
    .refine((phone) => phone === '' || /^\+[1-9]\d{6,14}$/.test(phone), {
      error: useWords.later('phoneWrong'),
    }),
  locale: z.string().min(2, { error: useWords.later('localeMissing') }),
  timeZone: z.string().min(1, { error: useWords.later('timeZoneMissing') }),
  theme: z.enum(['SYSTEM', 'LIGHT', 'DARK']),
  preferredCurrency: z.string().min(1),
  address: addressSchema,
});

export type ProfileValues = z.infer<typeof profileSchema>;

const textFields = ['displayName', 'phone', 'locale', 'timeZone', 'theme', 'preferredCurrency'] as const;

/** Every field by the name that the server has for it. */
export const profileFields = [
  ...textFields,
  ...addressFields.map((field) => `address.${field}` as const),
] as const;

/** A profile as the form holds it. */
export function toValues(profile: EditableProfileFragment): ProfileValues {
  const { displayName, phone, locale, timeZone, theme, preferredCurrency, address } = profile;
  const values = { ...emptyAddress };
  for (const field of addressFields) values[field] = address?.[field] ?? '';
  return {
    ...{ displayName, phone: phone ?? '', locale, timeZone, theme, preferredCurrency },
    address: values,
  };
}

/** An address as the graph has it; one that is empty is none. */
export function toAddress(address: ProfileValues['address']): UpdateProfileInput['address'] {
  if (isEmpty(address)) return null;
  const { country, line1, line2, postalCode, city, region } = address;
  return {
    country,
    line1,
    line2: line2 || null,
    postalCode: postalCode || null,
    city,
    region: region || null,
  };
}

/** Only what was changed is sent: a change made elsewhere in the meantime is not undone. */
export function toInput(values: ProfileValues, before: ProfileValues): UpdateProfileInput {
  const changed = textFields.filter((field) => values[field] !== before[field]);
  const input: UpdateProfileInput = Object.fromEntries(changed.map((field) => [field, values[field]]));
  if (changed.includes('phone') && values.phone === '') input.phone = null;
  const moved = addressFields.some((field) => values.address[field] !== before.address[field]);
  return moved ? { ...input, address: toAddress(values.address) ?? null } : input;
}
