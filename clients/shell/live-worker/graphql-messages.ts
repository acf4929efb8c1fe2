/** A message of graphql-transport-ws, as much of it as the hub reads. */
export interface GraphqlMessage {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Reads a message; undefined for what is none. */
export function readMessage(text: string): GraphqlMessage | undefined {
  try {
    const message: unknown = JSON.parse(text);
    if (!isObject(message) || typeof message['type'] !== 'string') return undefined;
    const { type, id, payload } = message;
    return { type, payload, ...(typeof id === 'string' ? { id } : {}) };
  } catch {
    return undefined;
  }
}

/** The token that a first message or a ping brings. */
export function tokenIn(payload: unknown): string | undefined {
  const authorization = isObject(payload) ? payload['authorization'] : undefined;
  return typeof authorization === 'string' ? authorization : undefined;
}

/** Whose a token is, and until when: milliseconds since 1970. */
export interface TokenFacts {
  /** The same for all tokens of one session in one role. */
  readonly owner: string;
  readonly expiresAtMs: number;
}

/** Reads a token, without checking it: that is for the gateway. One that cannot be read is of nobody else. */
export function factsOf(token: string | undefined): TokenFacts {
  if (token === undefined) return { owner: 'nobody', expiresAtMs: 0 };
  try {
    const [, claims = ''] = token.split('.');
    const read: unknown = JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/')));
    if (isObject(read) && typeof read['sid'] === 'string' && typeof read['exp'] === 'number') {
      const owner = `${String(read['sub'])} ${read['sid']} ${String(read['role'])}`;
      return { owner, expiresAtMs: read['exp'] * 1_000 };
    }
  } catch {
    // As below.
  }
  return { owner: token, expiresAtMs: 0 };
}
