import { formatMoney } from '@payloom/ui-kit/money';
import type { SettingRowFragment } from './__generated__/settings.ts';

/** A setting's value in words. */
export function settingWords({ boolean, text, amount }: SettingRowFragment): string {
  if (amount) return formatMoney(amount.amountMinor, amount.currency);
  if (boolean !== null) return boolean ? 'Yes' : 'No';
  return text || 'Nothing';
}
