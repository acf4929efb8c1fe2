export interface Money {
  readonly amountMinor: number;
  readonly currency: string;
}

/** A charge that the provider is asked for. */
export interface Charge {
  /** Ours; the provider answers the same reference with the same answer and never charges it twice. */
  readonly reference: string;
  readonly amount: Money;
}

export type ChargeAnswer =
  | { readonly outcome: 'captured' }
  /** A plain sentence that the card's holder may read. */
  | { readonly outcome: 'declined'; readonly reason: string }
  /** The answer comes by webhook. */
  | { readonly outcome: 'pending' };

/** Money that the provider is asked to bring to a bank account. */
export interface PayoutOrder {
  /** Ours; asked again under the same reference it pays nothing twice, and tells again what became of it. */
  readonly reference: string;
  readonly amount: Money;
  readonly iban: string;
}

/**
 * The port to whoever takes money from cards and brings it to banks. Both reject when there is no answer (unreachable, too
 * slow): what was done is then unknown, and the same has to be asked for again under the same reference. What becomes of a
 * payout, and of a charge that is pending, comes by webhook: `webhook.ts`.
 */
export interface Provider {
  charge(charge: Charge, signal: AbortSignal): Promise<ChargeAnswer>;
  payOut(order: PayoutOrder, signal: AbortSignal): Promise<void>;
}
