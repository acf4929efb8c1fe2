import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import { unauthenticated } from './errors.ts';
import type { Viewer } from './viewer.ts';

/** What one GraphQL operation works with. */
export interface SubgraphContext {
  /** Forked for this operation: identity map and unit of work of its own. */
  readonly em: EntityManager;
  /** Null when nobody is signed in. */
  readonly viewer: Viewer | null;
  /** The network address of the person, as the gateway saw it. */
  readonly clientAddress: string | undefined;
  readonly requestId: string;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly log: FastifyBaseLogger;
}

/** The viewer; throws UNAUTHENTICATED when nobody is signed in. */
export function requireViewer(context: Pick<SubgraphContext, 'viewer'>): Viewer {
  if (!context.viewer) throw unauthenticated();
  return context.viewer;
}

/** Whether the viewer may read what belongs to `ownerId`: it is theirs, or they hold the scope. */
export function mayRead(viewer: Viewer | null, ownerId: string, scope: string): boolean {
  return viewer !== null && (viewer.userId === ownerId || viewer.scopes.has(scope));
}

/**
 * The caller's address. The gateway is the only one in front of a subgraph and writes the address it saw last, so
 * whatever a browser put in the header itself stands before it and is not believed.
 */
export function clientAddressOf(request: Pick<FastifyRequest, 'headers' | 'ip'>): string {
  const header = request.headers['x-forwarded-for'];
  const last = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',').at(-1)?.trim();
  return last === undefined || last === '' ? request.ip : last;
}
