import { useRegion } from '@payloom/i18n/use-region';
import { FormField } from '@payloom/ui-kit/form-field';
import { Input } from '@payloom/ui-kit/input';
import { NativeSelect } from '@payloom/ui-kit/select';
import { useMemo } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { countryOptions } from './country-options.ts';
import type { ProfileValues } from './profile-schema.ts';
import { useWords } from './words.ts';

/** Where post reaches the viewer, or nothing. */
export function AddressFields({ form }: { form: UseFormReturn<ProfileValues> }) {
  const t = useWords();
  const { locale } = useRegion();
  const countries = useMemo(() => countryOptions(locale), [locale]);
  const { register, formState } = form;
  const { address: errors } = formState.errors;
  return (
    <>
      <FormField label={t('line1')} error={errors?.line1}>
        <Input autoComplete="address-line1" {...register('address.line1')} />
      </FormField>
      <FormField label={t('line2')} error={errors?.line2} optional>
        <Input autoComplete="address-line2" {...register('address.line2')} />
      </FormField>
      <FormField label={t('postalCode')} error={errors?.postalCode}>
        <Input autoComplete="postal-code" {...register('address.postalCode')} />
      </FormField>
      <FormField label={t('city')} error={errors?.city}>
        <Input autoComplete="address-level2" {...register('address.city')} />
      </FormField>
      <FormField label={t('addressRegion')} error={errors?.region} optional>
        <Input autoComplete="address-level1" {...register('address.region')} />
      </FormField>
      <FormField label={t('country')} error={errors?.country}>
        <NativeSelect autoComplete="country" {...register('address.country')}>
          <option value="">{t('noCountry')}</option>
          {countries.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </NativeSelect>
      </FormField>
    </>
  );
}
