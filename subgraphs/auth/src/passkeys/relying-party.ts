/** Who asks for passkeys, as WebAuthn names it. It is configured, and never read from a request. */
export interface RelyingParty {
  /** The host name: passkeys are bound to it. */
  readonly id: string;
  /** Where the pages come from that may ask. */
  readonly origin: string;
}

/** The app at its public address. */
export function relyingPartyOf(publicUrl: string): RelyingParty {
  const { hostname, origin } = new URL(publicUrl);
  return { id: hostname, origin };
}
