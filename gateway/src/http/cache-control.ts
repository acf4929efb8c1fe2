import { basename } from 'node:path';

/** `main.3f2a91bc.js`, `main-3f2a91bc.css`: the name changes with the content. */
const hashedName = /[.-][\da-f]{8,}\.(?!html$|json$)[\w.]+$/;

/** How long a built file may be kept: for ever when its name holds a hash, else only while it is unchanged. */
export function cacheControlOf(path: string): string {
  return hashedName.test(basename(path)) ? 'public, max-age=31536000, immutable' : 'no-cache';
}
