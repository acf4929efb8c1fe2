import { isDeepStrictEqual } from 'node:util';
import { LockMode } from '@mikro-orm/core';
import { requireViewer } from '@payloom/subgraph-kit/context';
import { parseInput, type InvalidInput } from '@payloom/subgraph-kit/input';
import type { Context } from '../context.ts';
import { Profile, type PostalAddress } from '../entities/profile.entity.ts';
import { recordProfileUpdated, stateOf } from '../events/publishes.ts';
import { profileInputSchema } from './profile-input.ts';

type Field = 'displayName' | 'phone' | 'locale' | 'timeZone' | 'theme' | 'preferredCurrency';
export type UpdateProfileInput = { readonly [Name in Field]?: string | null } & {
  readonly address?: { readonly [Name in keyof PostalAddress]?: string | null } | null;
};

/** The moment between registering and the profile being made; rare enough to need no type of its own. */
export const notMadeYet = (): InvalidInput => ({
  __typename: 'InvalidInput',
  message: 'Your profile is still being made. Try again in a moment.',
  fields: [],
});

/** Edits the viewer's own profile. When nothing changes, nothing is told. */
export async function updateProfile(
  context: Pick<Context, 'em' | 'viewer' | 'clientAddress'>,
  rawInput: UpdateProfileInput,
): Promise<Profile | InvalidInput> {
  const { userId } = requireViewer(context);
  const parsed = parseInput(profileInputSchema, rawInput);
  if (!parsed.ok) return parsed.problem;
  return context.em.transactional(async (em) => {
    // Locked, so that `before` in the event is what this change replaced.
    const profile = await em.findOne(Profile, userId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!profile) return notMadeYet();
    const before = stateOf(profile);
    em.assign(profile, parsed.input);
    if (isDeepStrictEqual(stateOf(profile), before)) return profile;
    profile.updatedAt = new Date();
    recordProfileUpdated(em, profile, before, context.clientAddress);
    return profile;
  });
}
