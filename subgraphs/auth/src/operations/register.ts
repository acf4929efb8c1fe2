import type { InvalidInput } from '@payloom/subgraph-kit/input';
import { parseInput } from '@payloom/subgraph-kit/input';
import { z } from 'zod';
import type { OperationContext } from '../context.ts';
import { recordUserRegistered } from '../events/publishes.ts';
import { hashPassword } from '../password.ts';
import { displayNameSchema, emailSchema, newPasswordSchema } from './account-input.ts';
import { isRegistrationOpen, registrationClosed, type RegistrationClosed } from './follow-settings.ts';
import { createUser, emailTaken, isEmailTaken, type EmailTaken } from './create-user.ts';
import { startSession, type OpenSession } from './session-lifecycle.ts';

const inputSchema = z.object({
  email: emailSchema,
  password: newPasswordSchema,
  displayName: displayNameSchema,
  accountType: z.enum(['CUSTOMER', 'VENDOR']).default('CUSTOMER'),
});

export type RegisterInput = z.input<typeof inputSchema>;

/** Makes an account and signs it in. */
export async function register(
  context: OperationContext,
  rawInput: RegisterInput,
): Promise<OpenSession | EmailTaken | RegistrationClosed | InvalidInput> {
  const parsed = parseInput(inputSchema, rawInput);
  if (!parsed.ok) return parsed.problem;
  if (!(await isRegistrationOpen(context.em))) return registrationClosed();
  const { email, password, displayName, accountType } = parsed.input;
  // Before the transaction: hashing is slow by design and would hold a connection.
  const passwordHash = await hashPassword(password);
  try {
    return await context.em.transactional(async (em) => {
      const user = createUser(em, { email, passwordHash, role: accountType, createdAt: context.now() });
      recordUserRegistered(em, user, displayName, { actor: user.id, clientAddress: context.clientAddress });
      return startSession(em, context, user);
    });
  } catch (error) {
    if (isEmailTaken(error)) return emailTaken();
    throw error;
  }
}
