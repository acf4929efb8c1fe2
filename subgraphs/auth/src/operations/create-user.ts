import { UniqueConstraintViolationException } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 as uuidv7 } from 'uuid';
import { User } from '../entities/user.entity.ts';

export interface EmailTaken {
  __typename: 'EmailTaken';
  message: string;
}

export const emailTaken = (): EmailTaken => ({
  __typename: 'EmailTaken',
  message: 'An account with that email exists. Sign in instead.',
});

/** Adds an active user in the transaction of `em`. */
export function createUser(
  em: EntityManager,
  values: Pick<User, 'email' | 'passwordHash' | 'role' | 'createdAt'> &
    Partial<Pick<User, 'language' | 'emailVerifiedAt'>>,
): User {
  const user = em.create(User, { id: uuidv7(), status: 'ACTIVE', ...values });
  em.persist(user);
  return user;
}

/** Whether a transaction failed because its email has an account: the database decides, also between two at once. */
export function isEmailTaken(error: unknown): boolean {
  return error instanceof UniqueConstraintViolationException && error.message.includes('users_email_unique');
}
