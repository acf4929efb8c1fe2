import type { EntityManager } from '@mikro-orm/postgresql';
import { parseInput } from '@payloom/subgraph-kit/input';
import { z } from 'zod';
import { User } from '../entities/user.entity.ts';
import { recordUserRegistered } from '../events/publishes.ts';
import { hashPassword } from '../password.ts';
import { displayNameSchema, emailSchema, newPasswordSchema } from './account-input.ts';
import { createUser, isEmailTaken } from './create-user.ts';

const inputSchema = z.object({
  email: emailSchema,
  password: newPasswordSchema,
  displayName: displayNameSchema,
});

export interface CreateAdministratorOutcome {
  ok: boolean;
  message: string;
}

/**
 * Adds an administrator, which nobody can make themselves by registering. One who is there already is left as they
 * are, so that an interrupted setup can be run again.
 */
export async function createAdministrator(
  em: EntityManager,
  rawInput: z.input<typeof inputSchema>,
): Promise<CreateAdministratorOutcome> {
  const parsed = parseInput(inputSchema, rawInput);
  if (!parsed.ok) {
    const lines = parsed.problem.fields.map(({ name, message }) => `${name}: ${message}`);
    return { ok: false, message: lines.join('\n') };
  }
  const { email, password, displayName } = parsed.input;
  const passwordHash = await hashPassword(password);
  try {
    await em.transactional(async (transaction) => {
      const now = new Date();
      // Whoever can write to the database vouches for the email.
      const values = { email, passwordHash, createdAt: now, emailVerifiedAt: now };
      const user = createUser(transaction, { ...values, role: 'ADMIN' });
      recordUserRegistered(transaction, user, { displayName }, { actor: 'system', clientAddress: undefined });
    });
    return { ok: true, message: `${email} is an administrator now.` };
  } catch (error) {
    if (!isEmailTaken(error)) throw error;
    const { role } = await em.findOneOrFail(User, { email });
    if (role === 'ADMIN') return { ok: true, message: `${email} is an administrator already.` };
    return { ok: false, message: `${email} has an account that is not an administrator's.` };
  }
}
