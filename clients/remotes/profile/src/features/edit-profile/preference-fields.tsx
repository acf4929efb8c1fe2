import { useRegion } from '@payloom/i18n/use-region';
import { FormField } from '@payloom/ui-kit/form-field';
import { NativeSelect } from '@payloom/ui-kit/select';
import { useMemo, useState } from 'react';
import { useWatch, type UseFormReturn } from 'react-hook-form';
import { usePreferableCurrenciesQuery } from './__generated__/profile.ts';
import { localeOptions, localeSample } from './locale-options.ts';
import type { ProfileValues } from './profile-schema.ts';
import { timeInZone, timeZoneGroups } from './time-zone-options.ts';
import { useWords } from './words.ts';

/** What pages begin with; where the wallets' currencies are not known, only the one that is kept. */
function CurrencyField({ form, saved }: { form: UseFormReturn<ProfileValues>; saved: string }) {
  const t = useWords();
  const { language } = useRegion();
  const { data } = usePreferableCurrenciesQuery();
  const names = useMemo(() => new Intl.DisplayNames(language, { type: 'currency' }), [language]);
  const currencies = data?.walletCurrencies ?? [];
  const offered = currencies.includes(saved) ? currencies : [saved, ...currencies];
  return (
    <FormField
      label={t('currency')}
      description={t('currencyMeans')}
      error={form.formState.errors.preferredCurrency}
    >
      {/* An option that comes later is chosen only by a list that is drawn anew. */}
      <NativeSelect key={offered.length} {...form.register('preferredCurrency')}>
        {offered.map((currency) => (
          <option key={currency} value={currency}>
            {t('currencyOption', { currency, name: names.of(currency) ?? currency })}
          </option>
        ))}
      </NativeSelect>
    </FormField>
  );
}

/** Language, time zone, currency and theme, each with what it does. */
export function PreferenceFields({
  form,
  saved,
}: {
  form: UseFormReturn<ProfileValues>;
  saved: ProfileValues;
}) {
  const t = useWords();
  const { locale: pageLocale } = useRegion();
  const { control, register, formState } = form;
  const [locale, timeZone] = useWatch({ control, name: ['locale', 'timeZone'] });
  const [now] = useState(() => new Date());
  const groups = useMemo(() => timeZoneGroups(saved.timeZone), [saved.timeZone]);
  return (
    <>
      <FormField label={t('locale')} description={localeSample(locale, now)} error={formState.errors.locale}>
        <NativeSelect {...register('locale')}>
          {localeOptions(saved.locale).map(({ value, label }) => (
            <option key={value} value={value} lang={value}>
              {label}
            </option>
          ))}
        </NativeSelect>
      </FormField>
      <FormField
        label={t('timeZone')}
        description={t('timeThere', { time: timeInZone(timeZone, pageLocale, now) })}
        error={formState.errors.timeZone}
      >
        <NativeSelect {...register('timeZone')}>
          {groups.map(({ region, zones }) => (
            <optgroup key={region} label={region}>
              {zones.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </optgroup>
          ))}
        </NativeSelect>
      </FormField>
      <CurrencyField form={form} saved={saved.preferredCurrency} />
      <FormField label={t('theme')} description={t('themeMeans')} error={formState.errors.theme}>
        <NativeSelect {...register('theme')}>
          {(['SYSTEM', 'LIGHT', 'DARK'] as const).map((theme) => (
            <option key={theme} value={theme}>
              {t(`themes.${theme}`)}
            </option>
          ))}
        </NativeSelect>
      </FormField>
    </>
  );
}
