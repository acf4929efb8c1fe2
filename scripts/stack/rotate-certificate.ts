import { createPrivateKey, X509Certificate } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../start/problem.ts';
import type { Rotation } from './rotate.ts';
import { newCertificate } from './secrets.ts';

interface Pair {
  readonly cert: string;
  readonly key: string;
}

function assertFits({ cert, key }: Pair): X509Certificate {
  const certificate = new X509Certificate(cert);
  if (!certificate.checkPrivateKey(createPrivateKey(key)))
    throw new Problem('The key is not the one of the certificate.');
  if (certificate.validToDate.getTime() < Date.now())
    throw new Problem(`The certificate has ended on ${certificate.validTo}.`);
  return certificate;
}

/** Written into the file that is there: a container that has it mounted sees this one, and no other of the same name. */
function writeInPlace(path: string, text: string): void {
  chmodSync(path, 0o644);
  writeFileSync(path, text, { flush: true });
  chmodSync(path, 0o444);
}

/** nginx takes the new certificate for new connections; those that are open end as they began. */
export async function rotateCertificate({ docker, secretsFolder, read, say, pair }: Rotation): Promise<void> {
  const old = new X509Certificate(read('tls.crt'));
  if (!pair && old.issuer !== old.subject)
    throw new Problem('Which one? pnpm stack rotate certificate --certificate FILE --key FILE');
  const next: Pair = pair
    ? { cert: readFileSync(pair.certificate, 'utf8'), key: readFileSync(pair.key, 'utf8') }
    : await newCertificate();
  const certificate = assertFits(next);
  writeInPlace(join(secretsFolder, 'tls.crt'), next.cert);
  writeInPlace(join(secretsFolder, 'tls.key'), next.key);
  await docker.compose('exec', '-T', 'nginx', 'nginx', '-t', '-q');
  await docker.compose('kill', '--signal', 'HUP', 'nginx');
  say(`nginx has a new certificate, which holds until ${certificate.validTo}.`);
}
