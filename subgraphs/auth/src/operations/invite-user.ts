import { randomBytes } from 'node:crypto';
import { roleSchema } from '@payloom/event-contracts/auth-events';
import { mailLanguages } from '@payloom/mail/render-mail';
import { parseInput, type InvalidInput } from '@payloom/subgraph-kit/input';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import { z } from 'zod';
import type { OperationContext } from '../context.ts';
import type { User } from '../entities/user.entity.ts';
import { recordUserInvited, recordUserRegistered } from '../events/publishes.ts';
import { promiseMail } from '../mails/promise-mail.ts';
import { hashPassword } from '../password.ts';
import { displayNameSchema, emailSchema } from './account-input.ts';
import { createUser, isEmailTaken, type EmailTaken } from './create-user.ts';
import { lockManaged, managementOf, reasonSchema } from './manage-user.ts';

const inputSchema = z.object({
  email: emailSchema,
  displayName: displayNameSchema,
  role: roleSchema,
  reason: reasonSchema,
  language: z.enum(mailLanguages, 'Must be en or de.').default('en'),
});

export type InviteUserInput = Omit<z.input<typeof inputSchema>, 'language'> & { language?: string };

export interface UserCreated {
  __typename: 'UserCreated';
  user: User;
}

/**
 * Makes an account for somebody, with a role and why, and mails them a link to choose a password. Until then nobody can
 * sign in to it.
 */
export async function inviteUser(
  context: OperationContext,
  viewer: Viewer,
  rawInput: InviteUserInput,
): Promise<UserCreated | EmailTaken | InvalidInput> {
  const parsed = parseInput(inputSchema, rawInput);
  if (!parsed.ok) return parsed.problem;
  const { email, displayName, role, reason, language } = parsed.input;
  // A password that nobody knows.
  const passwordHash = await hashPassword(randomBytes(32).toString('base64'));
  try {
    return await context.em.transactional(async (em) => {
      await lockManaged(em, context, viewer, viewer.userId);
      const now = context.now();
      const user = createUser(em, { email, passwordHash, role, language, createdAt: now });
      const by = managementOf(context, viewer, reason);
      recordUserRegistered(em, user, { displayName, locale: language }, by);
      recordUserInvited(em, user, by);
      promiseMail(em, user, { kind: 'invitation', data: { userId: user.id } }, now);
      return { __typename: 'UserCreated', user };
    });
  } catch (error) {
    if (!isEmailTaken(error)) throw error;
    return { __typename: 'EmailTaken', message: 'An account with that email exists already.' };
  }
}
