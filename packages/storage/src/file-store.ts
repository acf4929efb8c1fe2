/** Where the files of a subgraph are kept. What is put is durable when the promise resolves, and is never half there. */
export interface FileStore {
  /** Keeps `bytes` under `key`; a file that is there is replaced. Throws a TypeError for a key that is none. */
  put(key: string, bytes: Uint8Array, contentType: string): Promise<void>;
  /** The file, or null where there is none. */
  get(key: string): Promise<Uint8Array | null>;
  /** Removes the files that are there; those that are not are no failure. */
  remove(keys: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

const keyCharactersMax = 200;
const keyPattern = /^[a-z0-9]+(?:[-./][a-z0-9]+)*$/;

/** Throws a TypeError unless it is words of small letters and digits joined by `-`, `.` or `/`: no path leads out. */
export function assertKey(key: string): void {
  if (key.length > keyCharactersMax || !keyPattern.test(key))
    throw new TypeError('Expected the key of a file, such as avatars/1f2e-64.webp');
}
