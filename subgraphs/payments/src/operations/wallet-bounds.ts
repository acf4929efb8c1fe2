/**
 * What a wallet may hold. Far below what the ledger can count, so that money that has been taken already (a captured
 * top-up, a payment that returns) always finds room.
 */
export const walletBalanceMinorMax = 1_000_000_000_000;

/** Whether a wallet may be credited with so much more. */
export function hasRoomFor(balanceMinor: number, amountMinor: number): boolean {
  return balanceMinor + amountMinor <= walletBalanceMinorMax;
}
