import { currencyExponent, formatMoney, parseMoney } from '@payloom/ui-kit/money';
import type { SettingRowFragment } from './__generated__/settings.ts';

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
  const digits = String(amountMinor).padStart(currencyExponent(currency) + 1, '0');
  const exponent = currencyExponent(currency);
  return exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** The form as it begins: what the setting is now. */
export function draftOf({ boolean, text, amount }: SettingRowFragment): SettingDraft {
  return { isOn: boolean ?? false, text: amount ? amountText(amount) : (text ?? ''), reason: '' };
}

type Value = { boolean: boolean } | { text: string } | { amountMinor: number };

/** The value that is meant, or a sentence on what is wrong with it. */
export function readDraft(setting: SettingRowFragment, { isOn, text }: SettingDraft): Value | string {
  if (setting.type === 'BOOLEAN') return { boolean: isOn };
  if (setting.type === 'TEXT') {
    const trimmed = text.trim();
    const most = setting.charactersMax ?? trimmed.length;
    return trimmed.length <= most
      ? { text: trimmed }
      : `Make it shorter: ${trimmed.length} characters are more than ${most}.`;
  }
  const parsed = parseMoney(text, setting.amount?.currency ?? 'EUR');
  if (!parsed.ok) return parsed.message;
  const { amountMin, amountMax } = setting;
  if (amountMin && parsed.amountMinor < amountMin.amountMinor)
    return `At least ${formatMoney(amountMin.amountMinor, amountMin.currency)}.`;
  if (amountMax && parsed.amountMinor > amountMax.amountMinor)
    return `At most ${formatMoney(amountMax.amountMinor, amountMax.currency)}.`;
  return { amountMinor: parsed.amountMinor };
}

/** What is wrong with the draft, before the graph is asked. */
export function judgeDraft(setting: SettingRowFragment, draft: SettingDraft): DraftProblems {
  const value = readDraft(setting, draft);
  const reason = draft.reason.trim();
  return {
    ...(typeof value === 'string' && { value }),
    ...(reason === '' && { reason: 'Say why: it is kept in the audit log.' }),
    ...(reason.length > REASON_CHARACTERS_MAX && {
      reason: `Make it shorter: ${reason.length} characters are more than ${REASON_CHARACTERS_MAX}.`,
    }),
  };
}
