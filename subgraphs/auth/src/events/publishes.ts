import type { EntityManager } from '@mikro-orm/postgresql';
import { gatewayAudience, roleAudience, userAudience } from '@payloom/event-contracts/envelope';
import { recordEvent } from '@payloom/messaging/outbox';
import type { Session } from '../entities/session.entity.ts';
import type { User } from '../entities/user.entity.ts';
import type { SessionEnding } from '../operations/session-lifecycle.ts';

const audienceOfUser = (userId: string) => [userAudience(userId), roleAudience('ADMIN')];

interface Origin {
  /** A user id, or `system`. */
  actor: string;
  clientAddress: string | undefined;
}

/** Records `auth.user.registered`. The display name is not kept here: it is profile's from then on. */
export function recordUserRegistered(
  em: EntityManager,
  user: User,
  displayName: string,
  origin: Origin,
): void {
  const { id, email, role, status } = user;
  recordEvent(em, {
    type: 'auth.user.registered',
    subject: id,
    data: { userId: id, email, displayName, role, status },
    audience: audienceOfUser(id),
    ...origin,
  });
}

/** Records `auth.session.started`. */
export function recordSessionStarted(em: EntityManager, session: Session): void {
  const userId = session.user.id;
  recordEvent(em, {
    type: 'auth.session.started',
    subject: session.id,
    data: { userId, sessionId: session.id },
    audience: audienceOfUser(userId),
    actor: userId,
    clientAddress: session.clientAddress ?? undefined,
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
