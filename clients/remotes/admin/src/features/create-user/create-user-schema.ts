import { z } from 'zod';
import { useWords } from './words.ts';

const EMAIL_CHARACTERS_MAX = 254;
const NAME_CHARACTERS_MAX = 80;
const REASON_CHARACTERS_MAX = 500;

const tooLong = (count: number) => () => useWords.now()('tooLong', { count });

/** What an administrator fills in to make an account for somebody. */
export const createUserSchema = z.object({
  email: z
    .string()
    .trim()
    .max(EMAIL_CHARACTERS_MAX, { error: tooLong(EMAIL_CHARACTERS_MAX) })
    .pipe(z.email({ error: useWords.later('emailMissing') })),
  displayName: z
    .string()
    .trim()
    .min(1, { error: useWords.later('nameMissing') })
    .max(NAME_CHARACTERS_MAX, { error: tooLong(NAME_CHARACTERS_MAX) }),
  role: z.enum(['CUSTOMER', 'VENDOR', 'ADMIN']),
  language: z.enum(['en', 'de']),
  reason: z
    .string()
    .trim()
    .min(1, { error: useWords.later('reasonMissing') })
    .max(REASON_CHARACTERS_MAX, { error: tooLong(REASON_CHARACTERS_MAX) }),
});

export type CreateUserValues = z.infer<typeof createUserSchema>;

/** The fields that the graph may refuse, as the form and the graph both call them. */
export const createUserFields: readonly (keyof CreateUserValues)[] = createUserSchema.keyof().options;
