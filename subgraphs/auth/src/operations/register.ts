import { parseInput, type InvalidInput } from '@payloom/subgraph-kit/input';
import { z } from 'zod';
import type { OperationContext } from '../context.ts';
import { recordUserRegistered } from '../events/publishes.ts';
import { promiseMail } from '../mails/promise-mail.ts';
import { hashPassword } from '../password.ts';
import { countRegistration } from '../request-throttle.ts';
import { displayNameSchema, emailSchema, newPasswordSchema } from './account-input.ts';
import { localeSchema, mailLanguageOf, timeZoneSchema } from './region-input.ts';
import { isRegistrationOpen, registrationClosed, type RegistrationClosed } from './follow-settings.ts';
import { createUser, emailTaken, isEmailTaken, type EmailTaken } from './create-user.ts';
import { startSession, type OpenSession } from './session-lifecycle.ts';
import { tooManyAttempts, type TooManyAttempts } from './too-many-attempts.ts';

const inputSchema = z.object({
  email: emailSchema,
  password: newPasswordSchema,
  displayName: displayNameSchema,
  accountType: z.enum(['CUSTOMER', 'VENDOR']).default('CUSTOMER'),
  locale: localeSchema.nullish(),
  timeZone: timeZoneSchema.nullish(),
});

export type RegisterInput = z.input<typeof inputSchema>;

const manyFromHere = 'Many accounts were made from your network of late. Wait a little, then try again.';

/** Makes an account, signs it in and promises the mail that proves its email. */
export async function register(
  context: OperationContext,
  rawInput: RegisterInput,
): Promise<OpenSession | EmailTaken | RegistrationClosed | TooManyAttempts | InvalidInput> {
  const parsed = parseInput(inputSchema, rawInput);
  if (!parsed.ok) return parsed.problem;
  if (!(await isRegistrationOpen(context.em))) return registrationClosed();
  const { email, password, displayName, accountType, locale, timeZone } = parsed.input;
  const closedUntil = await countRegistration(context.em, context.clientAddress, context.now());
  if (closedUntil) return tooManyAttempts(closedUntil, context.now(), manyFromHere);
  // Before the transaction: hashing is slow by design and would hold a connection.
  const passwordHash = await hashPassword(password);
  try {
    return await context.em.transactional(async (em) => {
      const createdAt = context.now();
      const language = mailLanguageOf(locale);
      const user = createUser(em, { email, passwordHash, role: accountType, language, createdAt });
      const cause = { actor: user.id, clientAddress: context.clientAddress };
      recordUserRegistered(em, user, { displayName, locale, timeZone }, cause);
      promiseMail(em, user, { kind: 'verify-email', data: { userId: user.id } }, createdAt);
      return startSession(em, context, user);
    });
  } catch (error) {
    if (isEmailTaken(error)) return emailTaken();
    throw error;
  }
}
