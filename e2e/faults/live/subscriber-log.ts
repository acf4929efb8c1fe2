/** An update as a subscriber received it. */
export interface ReceivedUpdate {
  readonly cursor: string;
  /** Of its event. */
  readonly type: string;
  readonly paymentId: string;
  /** The payment's, where the subscriber asks for it. */
  readonly status?: string | undefined;
}

/** Why a subscriber began without a cursor: for want of one, or because the gateway sent it to fetch anew. */
export type BeganFor = 'no cursor' | 'RESYNC_REQUIRED';

/** What a subscriber received since it began without a cursor. All parts but the last are closed. */
export interface LogPart {
  readonly beganFor: BeganFor;
  /** Status by payment, fetched after it began; null while that is not done. */
  fetched: ReadonlyMap<string, string> | null;
  readonly updates: ReceivedUpdate[];
}

export interface SubscriberLog {
  readonly name: string;
  /** Whose events it is to see. */
  readonly audiences: readonly string[];
  readonly parts: readonly LogPart[];
}
