import type { EntityManager } from '@mikro-orm/postgresql';
import { User } from '../entities/user.entity.ts';
import { mailLanguageOf } from './region-input.ts';

/** Writes to a user in the language of their profile from now on, where mails are written in it. */
export async function followLanguage(em: EntityManager, userId: string, locale: string): Promise<void> {
  await em.nativeUpdate(User, userId, { language: mailLanguageOf(locale) });
}
