import { createPrivateKey, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

const sizeBytes = 32;

/**
 * A key to seal with, as text. An installation that has a signing key and no key of this kind is an older one: it gets the
 * key that was derived from the signing key there, so that everything sealed so far can be opened.
 */
export function sealingKey(signingKeyPath: string): string {
  if (!existsSync(signingKeyPath)) return randomBytes(sizeBytes).toString('base64url');
  const material = createPrivateKey(readFileSync(signingKeyPath)).export({ type: 'pkcs8', format: 'der' });
  return Buffer.from(hkdfSync('sha256', material, '', 'payloom second factor', sizeBytes)).toString(
    'base64url',
  );
}
