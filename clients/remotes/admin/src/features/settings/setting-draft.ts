import { formatMoney, parseMoney } from '@payloom/ui-kit/money';
import type { SettingRowFragment } from './__generated__/settings.ts';
import { useWords } from './words.ts';

const REASON_CHARACTERS_MAX = 500;

/** What somebody is about to make of a setting, as it stands in the form. */
export interface SettingDraft {
  isOn: boolean;
  /** The text, or the amount as it is typed. */
  text: string;
  reason: string;
}

export interface DraftProblems {
  value?: string;
  reason?: string;
}

function amountText({ amountMinor, currency }: NonNullable<SettingRowFragment['amount']>): string {
  return formatMoney(amountMinor, currency).replace(` ${currency}`, '');
}

/** The form as it begins: what the setting is now. */
export function draftOf({ boolean, text, amount }: SettingRowFragment): SettingDraft {
  return { isOn: boolean ?? false, text: amount ? amountText(amount) : (text ?? ''), reason: '' };
}

type Value = { boolean: boolean } | { text: string } | { amountMinor: number };

/** The value that is meant, or a sentence on what is wrong with it. */
export function readDraft(setting: SettingRowFragment, { isOn, text }: SettingDraft): Value | string {
  const t = useWords.now();
  if (setting.type === 'BOOLEAN') return { boolean: isOn };
  if (setting.type === 'TEXT') {
    const trimmed = text.trim();
    const most = setting.charactersMax ?? trimmed.length;
    return trimmed.length <= most ? { text: trimmed } : t('tooLong', { count: trimmed.length, most });
  }
  const parsed = parseMoney(text, setting.amount?.currency ?? 'EUR');
  if (!parsed.ok) return parsed.message;
  const { amountMin, amountMax } = setting;
  if (amountMin && parsed.amountMinor < amountMin.amountMinor)
    return t('atLeast', { amount: formatMoney(amountMin.amountMinor, amountMin.currency) });
  if (amountMax && parsed.amountMinor > amountMax.amountMinor)
    return t('atMost', { amount: formatMoney(amountMax.amountMinor, amountMax.currency) });
  return { amountMinor: parsed.amountMinor };
}

/** What is wrong with the draft, before the graph is asked. */
export function judgeDraft(setting: SettingRowFragment, draft: SettingDraft): DraftProblems {
  const t = useWords.now();
  const value = readDraft(setting, draft);
  const reason = draft.reason.trim();
  return {
    ...(typeof value === 'string' && { value }),
    ...(reason === '' && { reason: t('reasonMissing') }),
    ...(reason.length > REASON_CHARACTERS_MAX && {
      reason: t('tooLong', { count: reason.length, most: REASON_CHARACTERS_MAX }),
    }),
  };
}
