import { z } from 'zod';

const credentialIdMaxCharacters = 1_400;
const partMaxCharacters = 8_000;
const attestationMaxCharacters = 60_000;
const transportsMax = 10;
const expected = 'Expected what the browser gave, in Base64url.';

const base64url = (charactersMax: number) =>
  z
    .string()
    .max(charactersMax, expected)
    .regex(/^[\w-]+$/, expected);

/** What a new passkey shows of itself (`AuthenticatorAttestationResponse`). */
export const attestationSchema = z.object({
  credentialId: base64url(credentialIdMaxCharacters),
  clientDataJson: base64url(partMaxCharacters),
  attestationObject: base64url(attestationMaxCharacters),
  transports: z
    .array(z.string().regex(/^[a-z-]{1,20}$/, 'Expected a transport, such as internal.'))
    .max(transportsMax, `Must have at most ${transportsMax} transports.`)
    .default([]),
});

/** What a passkey answers a challenge with (`AuthenticatorAssertionResponse`). */
export const assertionSchema = z.object({
  credentialId: base64url(credentialIdMaxCharacters),
  clientDataJson: base64url(partMaxCharacters),
  authenticatorData: base64url(partMaxCharacters),
  signature: base64url(partMaxCharacters),
  userHandle: base64url(partMaxCharacters).nullish(),
});

export type Attestation = z.infer<typeof attestationSchema>;
export type Assertion = z.infer<typeof assertionSchema>;

const clientDataSchema = z.object({ challenge: z.string(), crossOrigin: z.boolean().optional() });

/** The challenge that was answered, or null where the answer is none, or was given inside a page of somebody else. */
export function answeredChallenge({ clientDataJson }: Pick<Assertion, 'clientDataJson'>): string | null {
  const parsed = clientDataSchema.safeParse(parseJson(Buffer.from(clientDataJson, 'base64url').toString()));
  return parsed.success && parsed.data.crossOrigin !== true ? parsed.data.challenge : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
