import type { Identity } from '../authorization/access-tokens.ts';
import type { Revocations } from '../authorization/revocations.ts';

/** Why a token counts no more, as clients are told it. */
export type TokenRefusal = 'TOKEN_EXPIRED' | 'TOKEN_INVALID';

/** What a client is connected by for as long as it likes: a socket, or an event stream. */
export interface LiveConnection {
  /** Whose token it came with; null when nobody's. */
  readonly identity: Identity | null;
  /** Ends it, for the token it came with counts no more. */
  refuse(reason: TokenRefusal): void;
}

/** The longest a Node.js timer can wait. */
const timerMaxMs = 2 ** 31 - 1;

/** Calls back when the token of this identity expires. Returns how to forget that. */
export function onExpiry({ expiresAtMs }: Identity, expire: () => void): () => void {
  const timer = setTimeout(expire, Math.min(expiresAtMs - Date.now(), timerMaxMs));
  return () => clearTimeout(timer);
}

/** All connections of this process, of every kind: so many and no more, and none longer than its token counts. */
export class LiveConnections {
  readonly #open = new Set<LiveConnection>();
  readonly #max: number;
  readonly #revocations: Revocations;
  readonly #stopWatching: () => void;

  constructor(revocations: Revocations, connectionsMax: number) {
    this.#max = connectionsMax;
    this.#revocations = revocations;
    this.#stopWatching = revocations.onChange(() => {
      for (const connection of [...this.#open]) this.#check(connection);
    });
  }

  /** Whether another one would be one too many. */
  get isFull(): boolean {
    return this.#open.size >= this.#max;
  }

  /** Counts and watches one more. Returns how to let go of it. */
  add(connection: LiveConnection): () => void {
    this.#open.add(connection);
    this.#check(connection);
    return () => void this.#open.delete(connection);
  }

  /** Watches no more. */
  stop(): void {
    this.#stopWatching();
  }

  #check(connection: LiveConnection): void {
    const { identity } = connection;
    if (identity && this.#revocations.refuses(identity)) connection.refuse('TOKEN_INVALID');
  }
}
