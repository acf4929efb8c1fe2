import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { calculateJwkThumbprint, exportJWK, importPKCS8, SignJWT } from 'jose';
import { v7 as uuidv7 } from 'uuid';

export type SignIn = (userId: string, role: 'CUSTOMER' | 'ADMIN') => Promise<string>;

const administratorScopes = 'users:read audit:read payments:read ledger:read';

/** Makes the key that auth signs with, and signs people in by it: the benchmark's have no passwords. */
export async function createSigningKey(path: string): Promise<SignIn> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  await writeFile(path, pem, { mode: 0o600 });
  const kid = await calculateJwkThumbprint(await exportJWK(createPublicKey(pem)));
  const key = await importPKCS8(pem, 'EdDSA');
  return (userId, role) =>
    new SignJWT({ sid: uuidv7(), role, scope: role === 'ADMIN' ? administratorScopes : '' })
      .setProtectedHeader({ alg: 'EdDSA', kid })
      .setIssuer('payloom')
      .setAudience('payloom')
      .setSubject(userId)
      .setIssuedAt()
      .setExpirationTime('2h')
      .sign(key);
}
