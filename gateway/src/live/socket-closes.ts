import { CloseCode } from 'graphql-ws';

/** A code and a reason that a socket is closed with. */
export interface SocketClose {
  readonly code: number;
  readonly reason: string;
}

/**
 * How this gateway closes sockets, besides what graphql-ws and ws do by themselves; docs/live-protocol.md has all of them.
 * 4403 is not among the codes that a graphql-ws client takes for fatal: it connects again, with a token that is fresh by
 * then.
 */
export const socketCloses = {
  /** The gateway stops; another one is there, or this one soon again. */
  goingAway: { code: 1001, reason: 'Going away' },
  /** There are no keys to check the token with: try again later. */
  noKeys: { code: 1013, reason: 'SUBGRAPH_UNAVAILABLE' },
  tokenExpired: { code: CloseCode.Forbidden, reason: 'TOKEN_EXPIRED' },
  tokenInvalid: { code: CloseCode.Forbidden, reason: 'TOKEN_INVALID' },
  failed: { code: CloseCode.InternalServerError, reason: 'Something went wrong on our side.' },
} as const satisfies Record<string, SocketClose>;

/** The close for a token that does not count. */
export const closeOfRefusal = {
  TOKEN_EXPIRED: socketCloses.tokenExpired,
  TOKEN_INVALID: socketCloses.tokenInvalid,
} as const;
