import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { calculateJwkThumbprint, decodeJwt, exportJWK, importPKCS8, SignJWT } from 'jose';

/** The same token as one the installation in `folder` gave out, signed by its own key, but past its time. */
export async function expire(token: string, folder: string): Promise<string> {
  const pem = readFileSync(join(folder, 'auth-signing-key.pem'), 'utf8');
  const kid = await calculateJwkThumbprint(await exportJWK(createPublicKey(pem)));
  return new SignJWT({ ...decodeJwt(token), exp: Math.floor(Date.now() / 1000) - 60 })
    .setProtectedHeader({ alg: 'EdDSA', kid })
    .sign(await importPKCS8(pem, 'EdDSA'));
}
