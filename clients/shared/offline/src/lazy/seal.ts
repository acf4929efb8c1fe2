/** A value that only its key can read. */
export interface Sealed {
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly bytes: ArrayBuffer;
}

const algorithm = 'AES-GCM';
const NONCE_BYTES = 12;
const KEY_BITS = 256;

/** A key that seals and unseals and that no script can take out of the browser. */
export function makeKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: algorithm, length: KEY_BITS }, false, ['encrypt', 'decrypt']);
}

const parametersOf = (nonce: Uint8Array<ArrayBuffer>, label: string): AesGcmParams => ({
  name: algorithm,
  iv: nonce,
  additionalData: new TextEncoder().encode(label),
});

/** Seals a value under a label, which is needed again to unseal it: nothing can be put in another one's place. */
export async function seal(key: CryptoKey, label: string, value: unknown): Promise<Sealed> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const plain = new TextEncoder().encode(JSON.stringify(value));
  return { nonce, bytes: await crypto.subtle.encrypt(parametersOf(nonce, label), key, plain) };
}

/** The value; undefined where somebody has meddled with it, or it is of another key or label. */
export async function unseal(key: CryptoKey, label: string, { nonce, bytes }: Sealed): Promise<unknown> {
  try {
    const plain = await crypto.subtle.decrypt(parametersOf(nonce, label), key, bytes);
    return JSON.parse(new TextDecoder().decode(plain));
  } catch {
    return undefined;
  }
}
