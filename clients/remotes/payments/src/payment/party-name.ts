import type { PaymentPartyFragment } from './__generated__/payment.ts';

/** How somebody else is called: by display name, or by masked email in the moment before they have a profile. */
export function partyName({ displayName, maskedEmail }: PaymentPartyFragment): string {
  return displayName ?? maskedEmail;
}
