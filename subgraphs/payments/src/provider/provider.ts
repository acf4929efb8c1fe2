/** A charge that the provider is asked for. */
export interface Charge {
  /** Ours; the provider answers the same reference with the same answer and never charges it twice. */
  readonly reference: string;
  readonly amount: { readonly amountMinor: number; readonly currency: string };
}

export type ChargeAnswer =
  | { readonly outcome: 'captured' }
  /** A plain sentence that the card's holder may read. */
  | { readonly outcome: 'declined'; readonly reason: string };

/**
 * The port to whoever takes money from cards. `charge` rejects when there is no answer (unreachable, too slow): whether
 * the money was taken is then unknown, and the same charge must be asked for again under the same reference.
 */
export interface Provider {
  charge(charge: Charge, signal: AbortSignal): Promise<ChargeAnswer>;
}
