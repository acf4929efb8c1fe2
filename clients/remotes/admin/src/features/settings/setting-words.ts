import { formatMoney } from '@payloom/ui-kit/money';
import type { SettingRowFragment } from './__generated__/settings.ts';
import { useWords } from './words.ts';

/** A setting's value in words. */
export function settingWords({ boolean, text, amount }: SettingRowFragment): string {
  if (amount) return formatMoney(amount.amountMinor, amount.currency);
  const t = useWords.now();
  if (boolean !== null) return boolean ? t('yes') : t('no');
  return text || t('nothing');
}
