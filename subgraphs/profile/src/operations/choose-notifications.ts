import { isDeepStrictEqual } from 'node:util';
import { LockMode } from '@mikro-orm/core';
import { requireViewer } from '@payloom/subgraph-kit/context';
import { invalidInput, parseInput, type InvalidInput } from '@payloom/subgraph-kit/input';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { Profile } from '../entities/profile.entity.ts';
import { recordProfileUpdated, stateOf } from '../events/publishes.ts';
import { canBeMuted, notificationKinds, type NotificationKind } from '../notifications/kinds.ts';
import { notMadeYet } from './update-profile.ts';

/** A channel that is left out stays as it is. */
const channelSchema = z.boolean().nullish();

const choicesSchema = z.object({
  choices: z
    .array(z.object({ kind: z.enum(notificationKinds), inApp: channelSchema, byEmail: channelSchema }))
    .min(1, 'Must have at least one choice.')
    .max(notificationKinds.length, `Must have at most ${notificationKinds.length} choices.`),
});

export interface NotificationChoice {
  readonly kind: NotificationKind;
  readonly inApp?: boolean | null;
  readonly byEmail?: boolean | null;
}

/** Whether the profile's owner is told of each kind, on which channel, and whether they can choose. */
export function notificationChoices({
  mutedKinds,
  mailMutedKinds,
}: Pick<Profile, 'mutedKinds' | 'mailMutedKinds'>) {
  return notificationKinds.map((kind) => ({
    kind,
    inApp: !mutedKinds.includes(kind),
    byEmail: !mailMutedKinds.includes(kind),
    canBeTurnedOff: canBeMuted(kind),
  }));
}

const channelNames = ['inApp', 'byEmail'] as const;

/** What is muted on one channel once these choices count. */
function mutedBy(
  choices: readonly NotificationChoice[],
  channel: (typeof channelNames)[number],
  before: readonly NotificationKind[],
): NotificationKind[] {
  const muted = new Set(before);
  for (const { kind, [channel]: isWanted } of choices) {
    if (isWanted) muted.delete(kind);
    else if (isWanted === false) muted.add(kind);
  }
  return notificationKinds.filter((kind) => muted.has(kind));
}

function forced(choices: readonly NotificationChoice[]): InvalidInput | null {
  const fields = choices.flatMap(({ kind, ...channels }, at) =>
    channelNames
      .filter((name) => channels[name] === false && !canBeMuted(kind))
      .map((name): [string, string] => [
        `choices.${at}.${name}`,
        'What touches your account is always told.',
      ]),
  );
  return fields.length === 0 ? null : invalidInput(Object.fromEntries(fields));
}

/** Turns kinds of notifications on and off for the viewer, channel by channel; what is left out stays as it is. */
export async function chooseNotifications(
  context: Pick<Context, 'em' | 'viewer' | 'clientAddress'>,
  choices: readonly NotificationChoice[],
): Promise<Profile | InvalidInput> {
  const { userId } = requireViewer(context);
  const parsed = parseInput(choicesSchema, { choices });
  if (!parsed.ok) return parsed.problem;
  const problem = forced(choices);
  if (problem) return problem;
  return context.em.transactional(async (em) => {
    const profile = await em.findOne(Profile, userId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!profile) return notMadeYet();
    const before = stateOf(profile);
    profile.mutedKinds = mutedBy(choices, 'inApp', profile.mutedKinds);
    profile.mailMutedKinds = mutedBy(choices, 'byEmail', profile.mailMutedKinds);
    if (isDeepStrictEqual(stateOf(profile), before)) return profile;
    profile.updatedAt = new Date();
    recordProfileUpdated(em, profile, before, context.clientAddress);
    return profile;
  });
}
