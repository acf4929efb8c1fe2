import { createHash, randomBytes } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { SessionDevice } from './session-device.ts';

const tokenSizeBytes = 32;
const tokenFormat = /^[\w-]{43}$/;
/** A device that was not used for longer is a new one; the cookie lives as long, the longest that browsers take. */
export const deviceKnownDays = 400;
const marksOfUserMax = 100;

/** What a browser shows of itself at a sign-in. */
export interface DeviceSigns {
  /** A cookie of ours, or undefined where it has none that can be one. */
  readonly token: string | undefined;
  readonly device: SessionDevice;
  readonly clientAddress: string | undefined;
}

export interface MetDevice {
  /** To be kept by the browser. */
  readonly token: string;
  /** Whether the account was in use before, and never here. */
  readonly isNew: boolean;
}

/** Bound to the user, so that the table does not tell whose accounts share a browser. */
const markOf = (kind: string, userId: string, ...parts: readonly string[]): string =>
  `${kind}:${createHash('sha256')
    .update(JSON.stringify([userId, ...parts]))
    .digest('base64url')}`;

function marksOf(userId: string, token: string, { device, clientAddress }: DeviceSigns): string[] {
  const { kind, browser, system } = device;
  const place = [kind, browser ?? '', system ?? '', clientAddress ?? ''];
  // In one order for everybody, so that two sign-ins at once wait for each other instead of locking up.
  return [markOf('cookie', userId, token), markOf('place', userId, ...place)].sort();
}

const rowsSchema = z.array(z.object({ known: z.boolean(), any: z.boolean() }));
const lookUpSql = `
  select exists (select from known_devices where user_id = ? and mark in (?, ?)) as known,
    exists (select from known_devices where user_id = ?) as any`;

const rememberSql = `
  insert into known_devices (user_id, mark, last_seen_at) values (?, ?, ?), (?, ?, ?)
  on conflict (user_id, mark) do update set last_seen_at = excluded.last_seen_at`;

const forgetManySql = `
  delete from known_devices where (user_id, mark) in (
    select user_id, mark from known_devices where user_id = ?
    order by last_seen_at desc, mark offset ${marksOfUserMax}
  )`;

/**
 * Whether a user was on this device before, and remembers that they are now, in the transaction of `em`. It is known by its
 * cookie; or, for who clears those, by a program of the same name at the same address. The first device of all is no news.
 */
export async function meetDevice(
  em: EntityManager,
  userId: string,
  signs: DeviceSigns,
  now: Date,
): Promise<MetDevice> {
  const token =
    signs.token !== undefined && tokenFormat.test(signs.token)
      ? signs.token
      : randomBytes(tokenSizeBytes).toString('base64url');
  const [one = '', other = ''] = marksOf(userId, token, signs);
  const [found] = rowsSchema.parse(await em.execute(lookUpSql, [userId, one, other, userId]));
  // Who has just registered has to stand in the database before their device.
  await em.flush();
  await em.execute(rememberSql, [userId, one, now, userId, other, now]);
  await em.execute(forgetManySql, [userId]);
  return { token, isNew: found?.any === true && !found.known };
}

/** Removes what was not seen for long. */
export async function forgetOldDevices(em: EntityManager, now: Date): Promise<void> {
  const before = new Date(now.getTime() - deviceKnownDays * 24 * 60 * 60 * 1_000);
  await em.execute('delete from known_devices where last_seen_at < ?', [before]);
}
