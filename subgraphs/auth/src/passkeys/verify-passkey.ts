import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import type { Passkey } from '../entities/passkey.entity.ts';
import type { Assertion, Attestation } from './passkey-input.ts';
import type { RelyingParty } from './relying-party.ts';

/** Ed25519, ECDSA with P-256 and RSA with SHA-256 (COSE): between them, every authenticator has one. */
export const passkeyAlgorithms = [-8, -7, -257];

/** What is kept of a new passkey. */
export type NewPasskey = Pick<Passkey, 'credentialId' | 'publicKey' | 'counter' | 'isBackedUp'>;

/** A user's id as passkeys keep it, and give it back at sign-in. */
export const userHandleOf = (userId: string): string =>
  Buffer.from(userId.replaceAll('-', ''), 'hex').toString('base64url');

/** The new passkey, or null where its answer is not one to this challenge, on our pages, with its owner verified. */
export async function verifyNewPasskey(
  { credentialId, clientDataJson, attestationObject }: Attestation,
  expectedChallenge: string,
  { id, origin }: RelyingParty,
): Promise<NewPasskey | null> {
  const response = { clientDataJSON: clientDataJson, attestationObject };
  const options = {
    response: inJson(credentialId, response),
    expectedChallenge,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: true,
    supportedAlgorithmIDs: passkeyAlgorithms,
  };
  // The library throws for whatever is wrong; what it was is nobody's business.
  const { registrationInfo: made } = await verifyRegistrationResponse(options).catch(() => ({
    registrationInfo: undefined,
  }));
  if (!made || made.credential.id !== credentialId) return null;
  return {
    credentialId,
    publicKey: Buffer.from(made.credential.publicKey).toString('base64url'),
    counter: made.credential.counter,
    isBackedUp: made.credentialBackedUp,
  };
}

/** How a passkey stands after it was used, or null where its answer does not hold. */
export async function verifyPasskey(
  { credentialId, clientDataJson, authenticatorData, signature, userHandle }: Assertion,
  expectedChallenge: string,
  passkey: Pick<Passkey, 'credentialId' | 'publicKey' | 'counter' | 'transports'>,
  { id, origin }: RelyingParty,
): Promise<Pick<Passkey, 'counter' | 'isBackedUp'> | null> {
  const response = {
    clientDataJSON: clientDataJson,
    authenticatorData,
    signature,
    ...(userHandle ? { userHandle } : {}),
  };
  const options = {
    response: inJson(credentialId, response),
    expectedChallenge,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: true,
    credential: {
      id: passkey.credentialId,
      publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
      counter: passkey.counter,
    },
  };
  // A counter that has not gone on throws too: somebody has a copy of the passkey.
  const answer = await verifyAuthenticationResponse(options).catch(() => null);
  if (!answer?.verified) return null;
  const { newCounter: counter, credentialBackedUp: isBackedUp } = answer.authenticationInfo;
  return { counter, isBackedUp };
}

const inJson = <Response>(id: string, response: Response) => ({
  id,
  rawId: id,
  type: 'public-key' as const,
  response,
  clientExtensionResults: {},
});
