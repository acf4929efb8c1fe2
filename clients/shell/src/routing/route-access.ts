import type { Wording } from '@payloom/i18n/wording';
import type { RouteHandle } from '@payloom/session/remote-entry';
import type { SessionState } from '@payloom/session/session-store';
import { roleSchema, type Role } from '@payloom/session/viewer';
import type { UIMatch } from 'react-router';
import * as z from 'zod/mini';
import { isUnder } from '../remotes/is-under.ts';
import type { RemoteState } from '../remotes/remote-registry.ts';

const handleSchema = z.object({
  title: z.optional(z.custom<Wording>((title) => typeof title === 'string' || typeof title === 'function')),
  access: z.optional(z.enum(['anonymous', 'anyone'])),
  roles: z.optional(z.array(roleSchema)),
});

/** What the shown route says of itself: the innermost handle counts. */
export function handleOf(matches: readonly Pick<UIMatch, 'handle'>[]): RouteHandle {
  const handles = matches.map(({ handle }) => handleSchema.safeParse(handle));
  const { title, access, roles } = handles.findLast(({ success }) => success)?.data ?? {};
  return { ...(title ? { title } : {}), ...(access ? { access } : {}), ...(roles ? { roles } : {}) };
}

/** The roles that a navigation entry asks for hold for every page below it as well. */
export function navigationRoles(path: string, remotes: readonly RemoteState[]): readonly Role[] | undefined {
  const entries = remotes.flatMap((remote) => (remote.status === 'ready' ? remote.entry.navigation : []));
  const above = entries.filter(({ to }) => isUnder(path, [to])).sort((a, b) => b.to.length - a.to.length);
  return above[0]?.roles;
}

/** What to show of a route to somebody. */
export type Access = 'wait' | 'show' | 'sign-in' | 'go-on' | 'wrong-role';

/** Decides by the session and the route. The graph decides again: this only spares people useless pages. */
export function accessTo({ access, roles }: RouteHandle, { status, viewer }: SessionState): Access {
  if (access === 'anyone') return 'show';
  if (status === 'loading') return 'wait';
  if (access === 'anonymous') return viewer ? 'go-on' : 'show';
  if (!viewer) return 'sign-in';
  return !roles || roles.includes(viewer.role) ? 'show' : 'wrong-role';
}

/** A path of this site to go on to, from `?next=`; never another site's. */
export function nextPath(search: string): string {
  const next = new URLSearchParams(search).get('next') ?? '/';
  const url = URL.parse(next, 'http://payloom.invalid');
  return next.startsWith('/') && url?.host === 'payloom.invalid' ? url.pathname + url.search + url.hash : '/';
}
