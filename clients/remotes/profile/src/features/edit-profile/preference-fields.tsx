import { FormField } from '@payloom/ui-kit/form-field';
import { NativeSelect } from '@payloom/ui-kit/select';
import { useMemo, useState } from 'react';
import { useWatch, type UseFormReturn } from 'react-hook-form';
import { localeOptions, localeSample } from './locale-options.ts';
import type { ProfileValues } from './profile-schema.ts';
import { timeInZone, timeZoneGroups } from './time-zone-options.ts';

/** Language and time zone, each with a sample of what it does. */
export function PreferenceFields({
  form,
  saved,
}: {
  form: UseFormReturn<ProfileValues>;
  saved: ProfileValues;
}) {
  const { control, register, formState } = form;
  const [locale, timeZone] = useWatch({ control, name: ['locale', 'timeZone'] });
  const [now] = useState(() => new Date());
  const groups = useMemo(() => timeZoneGroups(saved.timeZone), [saved.timeZone]);
  return (
    <>
      <FormField
        label="Language and region"
        description={localeSample(locale, now)}
        error={formState.errors.locale}
      >
        <NativeSelect {...register('locale')}>
          {localeOptions(saved.locale).map(({ value, label }) => (
            <option key={value} value={value} lang={value}>
              {label}
            </option>
          ))}
        </NativeSelect>
      </FormField>
      <FormField
        label="Time zone"
        description={`It is ${timeInZone(timeZone, 'en', now)} there.`}
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
    </>
  );
}
