/** What a cursor says: which store gave it, and where in that store's stream it stands. */
export interface CursorParts {
  /** A random name. A store that has lost its events takes another. */
  readonly epoch: string;
  readonly position: number;
}

/** Writes a cursor, opaque to clients. */
export function encodeCursor({ epoch, position }: CursorParts): string {
  return Buffer.from(`${epoch}:${position}`).toString('base64url');
}

/** Reads a cursor; null when it is none. */
export function decodeCursor(cursor: string): CursorParts | null {
  const [epoch, position, ...rest] = Buffer.from(cursor, 'base64url').toString().split(':');
  const isCursor = /^[\w-]+$/.test(epoch ?? '') && /^\d{1,16}$/.test(position ?? '') && rest.length === 0;
  return isCursor ? { epoch: epoch ?? '', position: Number(position) } : null;
}
