import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 as uuidv7 } from 'uuid';
import type { OperationContext } from '../context.ts';
import { Session, type SessionEndReason } from '../entities/session.entity.ts';
import type { User } from '../entities/user.entity.ts';
import { recordSessionEnded, recordSessionStarted } from '../events/publishes.ts';
import { meetDevice } from '../known-devices.ts';
import {
  createRefreshToken,
  formatRefreshToken,
  hashTokenPart,
  type RefreshToken,
} from '../refresh-token.ts';
import { readDevice } from '../session-device.ts';

const sessionLifetimeDays = 30;
const sessionLifetimeMs = sessionLifetimeDays * 24 * 60 * 60 * 1_000;

/** A browser's user agent is some 150 characters; a header may be any length. */
const userAgentMaxCharacters = 400;

/** A session with the tokens that were just made for it. */
export interface OpenSession {
  readonly __typename: 'Session';
  readonly id: string;
  readonly viewer: User;
  readonly accessToken: string;
  readonly accessTokenExpiresAt: Date;
  readonly refreshToken: string;
  readonly refreshTokenExpiresAt: Date;
  /** By which the device is known again; there where the session has just begun. */
  readonly deviceToken?: string;
}

/** Why a session ends and who ends it. */
export interface SessionEnding {
  readonly reason: SessionEndReason;
  /** A user id, or `system`. */
  readonly actor: string;
  /** What an administrator gave as the reason. */
  readonly note?: string;
}

/** Starts a session in the transaction of `em`. */
export async function startSession(
  em: EntityManager,
  context: OperationContext,
  user: User,
): Promise<OpenSession> {
  const now = context.now();
  const refreshToken = createRefreshToken();
  const session = em.create(Session, {
    id: uuidv7(),
    user,
    familyHash: hashTokenPart(refreshToken.family),
    tokenHash: hashTokenPart(refreshToken.secret),
    createdAt: now,
    lastUsedAt: now,
    provenAt: now,
    expiresAt: new Date(now.getTime() + sessionLifetimeMs),
    userAgent: context.userAgent?.slice(0, userAgentMaxCharacters) ?? null,
    clientAddress: context.clientAddress ?? null,
  });
  em.persist(session);
  const device = readDevice(session.userAgent ?? null);
  const signs = { token: context.deviceToken, device, clientAddress: context.clientAddress };
  const { token: deviceToken, isNew } = await meetDevice(em, user.id, signs, now);
  recordSessionStarted(em, session, { device, isNewDevice: isNew });
  return { ...(await openSession(context, session, user, refreshToken)), deviceToken };
}

/** The session with a fresh access token, to be given to its owner. */
export async function openSession(
  { signer, now }: Pick<OperationContext, 'signer' | 'now'>,
  session: Session,
  user: User,
  refreshToken: RefreshToken,
): Promise<OpenSession> {
  const access = await signer.sign(user, session, now());
  return {
    __typename: 'Session',
    id: session.id,
    viewer: user,
    accessToken: access.token,
    accessTokenExpiresAt: access.expiresAt,
    refreshToken: formatRefreshToken(refreshToken),
    refreshTokenExpiresAt: session.expiresAt,
  };
}

/** Ends a session in the transaction of `em`; no token of its family opens it again. */
export function endSession(
  em: EntityManager,
  { now, clientAddress }: Pick<OperationContext, 'now' | 'clientAddress'>,
  session: Session,
  ending: SessionEnding,
): void {
  session.endedAt = now();
  session.endReason = ending.reason;
  recordSessionEnded(em, session, ending, clientAddress);
}
