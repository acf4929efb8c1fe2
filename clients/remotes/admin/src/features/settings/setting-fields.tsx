import { Checkbox } from '@payloom/ui-kit/checkbox';
import { FormField } from '@payloom/ui-kit/form-field';
import { formatMoney } from '@payloom/ui-kit/money';
import { MoneyInput } from '@payloom/ui-kit/money-input';
import { Textarea } from '@payloom/ui-kit/textarea';
import type { SettingRowFragment } from './__generated__/settings.ts';
import type { SettingDraft } from './setting-draft.ts';
import { settingTitle } from './setting-names.ts';
import { useWords } from './words.ts';

export interface SettingFieldProps {
  setting: SettingRowFragment;
  draft: SettingDraft;
  onDraft: (part: Partial<SettingDraft>) => void;
  error: string | undefined;
}

function amountBounds({ amountMin, amountMax }: SettingRowFragment): string | undefined {
  if (!amountMin || !amountMax) return undefined;
  const [least, most] = [amountMin, amountMax].map(({ amountMinor, currency }) =>
    formatMoney(amountMinor, currency),
  );
  return useWords.now()('bounds', { least: least ?? '', most: most ?? '' });
}

/** The control of a setting's type. */
export function SettingField({ setting, draft, onDraft, error }: SettingFieldProps) {
  const t = useWords();
  const { type, amount, charactersMax } = setting;
  const title = settingTitle(setting);
  if (type === 'BOOLEAN') {
    return (
      <label className="flex cursor-pointer items-center gap-3 text-sm font-medium">
        <Checkbox checked={draft.isOn} onChange={(event) => onDraft({ isOn: event.target.checked })} />
        {title}
      </label>
    );
  }
  if (amount) {
    return (
      <FormField label={title} error={error} description={amountBounds(setting)} required>
        <MoneyInput
          currency={amount.currency}
          value={draft.text}
          onChange={(event) => onDraft({ text: event.target.value })}
        />
      </FormField>
    );
  }
  return (
    <FormField
      label={title}
      error={error}
      description={t('count', { count: draft.text.trim().length, most: charactersMax ?? 0 })}
    >
      <Textarea value={draft.text} onChange={(event) => onDraft({ text: event.target.value })} />
    </FormField>
  );
}
