/** A passkey as the browser finds it. */
interface Descriptor {
  readonly credentialId: string;
  readonly transports: readonly string[];
}

interface Ceremony {
  /** In Base64url, as every part of what a passkey shows. */
  readonly challenge: string;
  readonly rpId: string;
  readonly timeoutMs: number;
}

/** What a passkey is asked to sign: the graph's `PasskeyChallenge`. */
export interface PasskeyChallenge extends Ceremony {
  readonly credentials: readonly Descriptor[];
}

/** What a passkey is made of: the graph's `PasskeySetup`. */
export interface PasskeySetup extends Ceremony {
  readonly userHandle: string;
  readonly userName: string;
  readonly algorithms: readonly number[];
  readonly existing: readonly Descriptor[];
}

/** What a passkey answers: the graph's `PasskeyAssertionInput`. */
export interface PasskeyAssertion {
  readonly credentialId: string;
  readonly clientDataJson: string;
  readonly authenticatorData: string;
  readonly signature: string;
  readonly userHandle?: string;
}

/** What a new passkey shows: the graph's `AddPasskeyInput`. */
export interface PasskeyAttestation {
  readonly credentialId: string;
  readonly clientDataJson: string;
  readonly attestationObject: string;
  readonly transports: string[];
}

/** Why there is no passkey: its owner said no, it is there already, or this page may not ask for any. */
export type PasskeyFailure = 'refused' | 'existing' | 'superseded' | 'address' | 'failed';

// Fetched when it is needed: most visits never ask for a passkey.
const library = () => import('@simplewebauthn/browser');

const descriptors = (all: readonly Descriptor[]) =>
  all.map(({ credentialId, transports }) => ({
    id: credentialId,
    type: 'public-key',
    transports: [...transports],
  }));

/** Whether this browser has passkeys at all; pages that are not served securely have none. */
export const passkeysWork = (): boolean => typeof globalThis.PublicKeyCredential === 'function';

/** Whether this browser offers passkeys where an email is typed. */
export async function passkeysFillIn(): Promise<boolean> {
  return passkeysWork() && (await (await library()).browserSupportsWebAuthnAutofill());
}

/**
 * Lets somebody choose and unlock a passkey. With `fillIn` the browser offers them where the email is typed, and this waits
 * until one is chosen. Whatever was asked before is withdrawn.
 */
export async function showPasskey(
  { challenge, rpId, timeoutMs, credentials }: PasskeyChallenge,
  { fillIn = false } = {},
): Promise<PasskeyAssertion> {
  const { startAuthentication } = await library();
  const { id, response } = await startAuthentication({
    optionsJSON: {
      challenge,
      rpId,
      timeout: timeoutMs,
      userVerification: 'required',
      allowCredentials: descriptors(credentials),
    },
    useBrowserAutofill: fillIn,
  });
  const { clientDataJSON, authenticatorData, signature, userHandle } = response;
  return {
    credentialId: id,
    clientDataJson: clientDataJSON,
    authenticatorData,
    signature,
    ...(userHandle === undefined ? {} : { userHandle }),
  };
}

/** Lets somebody make a passkey that needs no email to be found, and is unlocked at each use. */
export async function makePasskey({
  challenge,
  rpId,
  timeoutMs,
  userHandle,
  userName,
  algorithms,
  existing,
}: PasskeySetup): Promise<PasskeyAttestation> {
  const { startRegistration } = await library();
  const { id, response } = await startRegistration({
    optionsJSON: {
      challenge,
      rp: { id: rpId, name: 'Payloom' },
      user: { id: userHandle, name: userName, displayName: userName },
      pubKeyCredParams: algorithms.map((alg) => ({ alg, type: 'public-key' })),
      timeout: timeoutMs,
      excludeCredentials: descriptors(existing),
      authenticatorSelection: {
        residentKey: 'required',
        requireResidentKey: true,
        userVerification: 'required',
      },
      attestation: 'none',
    },
  });
  const { clientDataJSON, attestationObject, transports = [] } = response;
  return { credentialId: id, clientDataJson: clientDataJSON, attestationObject, transports };
}

/** Withdraws what the browser was asked for. */
export async function withdrawPasskeyRequest(): Promise<void> {
  (await library()).WebAuthnAbortService.cancelCeremony();
}

/** Why there is no passkey, of what `showPasskey` or `makePasskey` failed with. */
export function passkeyFailure(error: unknown): PasskeyFailure {
  if (!(error instanceof Error)) return 'failed';
  // The library says the same name as the browser, with a reason where it knows one.
  switch (error.name) {
    case 'AbortError':
      return 'superseded';
    case 'NotAllowedError':
      return 'refused';
    case 'InvalidStateError':
      return 'existing';
    case 'SecurityError':
      return 'address';
    default:
      return 'failed';
  }
}
