import type { EntityManager } from '@mikro-orm/postgresql';
import type { SessionProof } from '@payloom/event-contracts/auth-events';
import { gatewayAudience, roleAudience, userAudience } from '@payloom/event-contracts/envelope';
import { recordEvent } from '@payloom/messaging/outbox';
import type { Session } from '../entities/session.entity.ts';
import type { User } from '../entities/user.entity.ts';
import type { Management } from '../operations/manage-user.ts';
import type { SessionEnding } from '../operations/session-lifecycle.ts';
import type { SessionDevice } from '../session-device.ts';

const audienceOfUser = (userId: string) => [userAudience(userId), roleAudience('ADMIN')];

interface Origin {
  /** A user id, or `system`. */
  actor: string;
  clientAddress: string | undefined;
}

/** What a profile begins with. */
interface FirstProfile {
  displayName: string;
  /** BCP 47. */
  locale?: string | null | undefined;
  /** IANA. */
  timeZone?: string | null | undefined;
}

/** Records `auth.user.registered`. What the profile begins with is not kept here: it is profile's from then on. */
export function recordUserRegistered(
  em: EntityManager,
  user: User,
  { displayName, locale, timeZone }: FirstProfile,
  { actor, clientAddress }: Origin,
): void {
  const { id, email, role, status } = user;
  const region = { ...(locale ? { locale } : {}), ...(timeZone ? { timeZone } : {}) };
  recordEvent(em, {
    type: 'auth.user.registered',
    subject: id,
    data: { userId: id, email, displayName, role, status, ...region },
    audience: audienceOfUser(id),
    actor,
    clientAddress,
  });
}

/** Records `auth.user.invited`, beside `auth.user.registered`; the reason is for administrators alone. */
export function recordUserInvited(
  em: EntityManager,
  { id, role }: User,
  { reason, ...origin }: Management,
): void {
  recordEvent(em, {
    type: 'auth.user.invited',
    subject: id,
    data: { userId: id, role, reason },
    audience: [roleAudience('ADMIN')],
    ...origin,
  });
}

/** Records `auth.user.email-verified`. */
export function recordEmailVerified(
  em: EntityManager,
  { id, email }: Pick<User, 'id' | 'email'>,
  origin: Origin,
): void {
  recordEvent(em, {
    type: 'auth.user.email-verified',
    subject: id,
    data: { userId: id, email },
    audience: audienceOfUser(id),
    ...origin,
  });
}

/** Records `auth.user.role-changed`; the reason is for administrators, so the user is not in its audience. */
export function recordRoleChanged(
  em: EntityManager,
  { id, role }: User,
  before: User['role'],
  { reason, ...origin }: Management,
): void {
  recordEvent(em, {
    type: 'auth.user.role-changed',
    subject: id,
    data: { userId: id, before: { role: before }, after: { role, reason } },
    audience: [roleAudience('ADMIN'), gatewayAudience],
    ...origin,
  });
}

/** Records `auth.user.suspended` or `auth.user.reinstated`. */
export function recordStatusChanged(
  em: EntityManager,
  { id, status }: User,
  { reason, ...origin }: Management,
): void {
  const [type, before] =
    status === 'SUSPENDED'
      ? (['auth.user.suspended', 'ACTIVE'] as const)
      : (['auth.user.reinstated', 'SUSPENDED'] as const);
  recordEvent(em, {
    type,
    subject: id,
    data: { userId: id, before: { status: before }, after: { status, reason } },
    audience: [roleAudience('ADMIN')],
    ...origin,
  });
}

/** Records `auth.user.password-changed`; of the passwords it says nothing. */
export function recordPasswordChanged(
  em: EntityManager,
  { id }: Pick<User, 'id'>,
  { clientAddress }: Pick<Origin, 'clientAddress'>,
): void {
  recordEvent(em, {
    type: 'auth.user.password-changed',
    subject: id,
    data: { userId: id },
    audience: audienceOfUser(id),
    actor: id,
    clientAddress,
  });
}

/** Records `auth.session.started`. */
export function recordSessionStarted(
  em: EntityManager,
  session: Session,
  on: { readonly device: SessionDevice; readonly isNewDevice: boolean },
): void {
  const userId = session.user.id;
  recordEvent(em, {
    type: 'auth.session.started',
    subject: session.id,
    data: { userId, sessionId: session.id, ...on },
    audience: audienceOfUser(userId),
    actor: userId,
    clientAddress: session.clientAddress ?? undefined,
  });
}

/** Records `auth.session.confirmed`. */
export function recordSessionConfirmed(
  em: EntityManager,
  session: Session,
  proof: SessionProof,
  clientAddress: string | undefined,
): void {
  const userId = session.user.id;
  recordEvent(em, {
    type: 'auth.session.confirmed',
    subject: session.id,
    data: { userId, sessionId: session.id, proof },
    audience: audienceOfUser(userId),
    actor: userId,
    clientAddress,
  });
}

/** Records `auth.session.ended`; the gateways are told too, for they refuse its access tokens from then on. */
export function recordSessionEnded(
  em: EntityManager,
  session: Session,
  { reason, actor, note }: SessionEnding,
  clientAddress: string | undefined,
): void {
  const userId = session.user.id;
  recordEvent(em, {
    type: 'auth.session.ended',
    subject: session.id,
    data: { userId, sessionId: session.id, reason, ...(note === undefined ? {} : { note }) },
    audience: [...audienceOfUser(userId), gatewayAudience],
    actor,
    clientAddress,
  });
}
