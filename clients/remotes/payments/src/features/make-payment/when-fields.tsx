import { FormField } from '@payloom/ui-kit/form-field';
import { Input } from '@payloom/ui-kit/input';
import { NativeSelect } from '@payloom/ui-kit/select';
import { useWatch, type UseFormReturn } from 'react-hook-form';
import { dateInDays } from '../../payment/calendar-date.ts';
import { START_DAYS_MAX, whens, type PaymentDraft, type PaymentFormValues } from './payment-form-schema.ts';
import { useWords } from './words.ts';

/** Now, or at a date, or from then on every week or month. */
export function WhenFields({ form }: { form: UseFormReturn<PaymentFormValues, unknown, PaymentDraft> }) {
  const t = useWords();
  const when = useWatch({ control: form.control, name: 'when' });
  return (
    <>
      <FormField label={t('when')}>
        <NativeSelect {...form.register('when')}>
          {whens.map((each) => (
            <option key={each} value={each}>
              {t(`whens.${each}`)}
            </option>
          ))}
        </NativeSelect>
      </FormField>
      {when !== 'NOW' && (
        <FormField
          label={when === 'ONCE' ? t('date') : t('firstDate')}
          required
          description={t('dateMeaning')}
          error={form.formState.errors.startsOn}
        >
          <Input
            type="date"
            min={dateInDays(1)}
            max={dateInDays(START_DAYS_MAX)}
            {...form.register('startsOn')}
          />
        </FormField>
      )}
    </>
  );
}
