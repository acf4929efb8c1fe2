import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import type { ForwardedHeaders } from '../executor/subgraph-clients.ts';
import { traceHeaders } from './trace.ts';

/** Who asks, and what goes along to the subgraphs. */
export interface Caller {
  readonly viewer: Viewer | null;
  readonly headers: ForwardedHeaders;
  /** Aborts when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** Takes the cookies subgraphs set, where the transport can carry them back. */
  readonly onCookies?: (cookies: readonly string[]) => void;
}

/** What of a viewer is the same on all of their devices: who they are and what they may see. */
export function rightsOf({ sessionId: _session, authTime: _time, scopes, ...rights }: Viewer) {
  return { ...rights, scopes: [...scopes].sort() };
}

export interface ForwardOptions {
  readonly headers: IncomingHttpHeaders;
  /** Where the request came from, the caller's own address last. */
  readonly addresses: readonly string[];
  readonly authorization: string | undefined;
  /** Left out where a browser would send it for any page, as with a WebSocket. */
  readonly cookie?: string | undefined;
}

const requestIdPattern = /^[\w-]{8,64}$/;

/** The headers subgraphs get: identity, the client's address and program, and the ids that tie logs and traces together. */
export function forwardedHeaders(options: ForwardOptions): ForwardedHeaders {
  const { headers, addresses, authorization, cookie } = options;
  const { 'user-agent': userAgent } = headers;
  const forwarded: Record<string, string> = traceHeaders(headers);
  forwarded['x-request-id'] = requestIdOf(headers);
  if (authorization !== undefined) forwarded.authorization = authorization;
  if (cookie !== undefined) forwarded.cookie = cookie;
  if (addresses.length > 0) forwarded['x-forwarded-for'] = addresses.join(', ');
  // Sessions are listed by the program that opened them: the person's, not ours.
  if (userAgent !== undefined) forwarded['user-agent'] = userAgent;
  return forwarded;
}

/** The id the proxy in front has given the request, or a new one. */
function requestIdOf({ 'x-request-id': given }: IncomingHttpHeaders): string {
  return typeof given === 'string' && requestIdPattern.test(given) ? given : randomUUID();
}
