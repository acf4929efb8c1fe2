import { FormField } from '@payloom/ui-kit/form-field';
import { Input } from '@payloom/ui-kit/input';
import { NativeSelect } from '@payloom/ui-kit/select';
import { useWatch, type UseFormReturn } from 'react-hook-form';
import { dateInDays } from '../../payment/calendar-date.ts';
import { START_DAYS_MAX, type PaymentDraft, type PaymentFormValues } from './payment-form-schema.ts';

/** Now, or at a date, or from then on every week or month. */
export function WhenFields({ form }: { form: UseFormReturn<PaymentFormValues, unknown, PaymentDraft> }) {
  const when = useWatch({ control: form.control, name: 'when' });
  return (
    <>
      <FormField label="When">
        <NativeSelect {...form.register('when')}>
          <option value="NOW">Now</option>
          <option value="ONCE">At a date</option>
          <option value="WEEKLY">Every week</option>
          <option value="MONTHLY">Every month</option>
        </NativeSelect>
      </FormField>
      {when !== 'NOW' && (
        <FormField
          label={when === 'ONCE' ? 'Date' : 'First date'}
          required
          description="Paid at nine in the morning, where you are now. Nothing is set aside before."
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
