import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import type { PasskeySetup, PasskeyChallenge } from '../src/operations/begin-passkey.ts';
import type { Assertion, Attestation } from '../src/passkeys/passkey-input.ts';

/** What a ceremony may do otherwise than a browser on our page would. */
export interface Otherwise {
  readonly origin?: string;
  readonly rpId?: string;
  readonly crossOrigin?: boolean;
  readonly userVerified?: boolean;
  /** Instead of one more than the last. */
  readonly counter?: number;
}

const ourOrigin = 'https://pay.example';
const userPresent = 0x01;
const userVerified = 0x04;
const attestedData = 0x40;

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest();
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

function uint(value: number, sizeBytes: 2 | 4): Buffer {
  const bytes = Buffer.alloc(sizeBytes);
  bytes.writeUIntBE(value, 0, sizeBytes);
  return bytes;
}

/** The public key as COSE has it (RFC 9053): EC2, ES256, P-256, x, y. */
function coseOf(publicKey: KeyObject): Uint8Array {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const entries: [number, number | Uint8Array][] = [
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
    [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
  ];
  return isoCBOR.encode(new Map(entries));
}

/** A device that makes passkeys and answers by them, with the browser before it, after WebAuthn Level 3. */
export class SoftwareAuthenticator {
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly #id = randomBytes(32);
  #userHandle = text(randomBytes(16));
  #counter = 0;

  get credentialId(): string {
    return text(this.#id);
  }

  /** Makes its passkey. */
  create({ challenge, rpId, userHandle }: PasskeySetup, otherwise: Otherwise = {}): Attestation {
    this.#userHandle = userHandle;
    const cose = coseOf(this.#keys.publicKey);
    const data = Buffer.concat([
      this.#authenticatorData(rpId, otherwise, attestedData),
      Buffer.alloc(16),
      uint(this.#id.length, 2),
      this.#id,
      cose,
    ]);
    const attestation = new Map<string, string | Map<string, string> | Uint8Array>([
      ['fmt', 'none'],
      ['attStmt', new Map<string, string>()],
      ['authData', new Uint8Array(data)],
    ]);
    return {
      credentialId: this.credentialId,
      clientDataJson: text(this.#clientData('webauthn.create', challenge, otherwise)),
      attestationObject: text(isoCBOR.encode(attestation)),
      transports: ['internal'],
    };
  }

  /** Answers a challenge by its passkey. */
  get({ challenge, rpId }: PasskeyChallenge, otherwise: Otherwise = {}): Assertion {
    this.#counter = otherwise.counter ?? this.#counter + 1;
    const data = this.#authenticatorData(rpId, otherwise, 0);
    const clientData = this.#clientData('webauthn.get', challenge, otherwise);
    const signed = Buffer.concat([data, sha256(clientData)]);
    return {
      credentialId: this.credentialId,
      clientDataJson: text(clientData),
      authenticatorData: text(data),
      signature: text(sign('sha256', signed, this.#keys.privateKey)),
      userHandle: this.#userHandle,
    };
  }

  #authenticatorData(rpId: string, otherwise: Otherwise, flags: number): Buffer {
    const verified = (otherwise.userVerified ?? true) ? userVerified : 0;
    return Buffer.concat([
      sha256(otherwise.rpId ?? rpId),
      Buffer.of(userPresent | verified | flags),
      uint(this.#counter, 4),
    ]);
  }

  #clientData(type: string, challenge: string, otherwise: Otherwise): Buffer {
    const { origin = ourOrigin, crossOrigin = false } = otherwise;
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin }));
  }
}
