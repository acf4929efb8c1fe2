import { validate as isUuid } from 'uuid';
import type { Context } from '../context.ts';
import { User } from '../entities/user.entity.ts';

/** The user with that id, or null when nobody registered by it. */
export async function findUser({ em }: Pick<Context, 'em'>, id: string): Promise<User | null> {
  if (!isUuid(id)) return null;
  const user = await em.getReference(User, id, { wrapped: true }).load();
  // Nobody, or somebody of whom only the profile was heard.
  return user?.registeredAt ? user : null;
}
