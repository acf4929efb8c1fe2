import { Button } from '@payloom/ui-kit/button';
import { FormField } from '@payloom/ui-kit/form-field';
import { Input } from '@payloom/ui-kit/input';
import { formatMoney } from '@payloom/ui-kit/money';
import { MoneyInput } from '@payloom/ui-kit/money-input';
import { useEffect, type ReactNode } from 'react';
import { useWatch, type UseFormReturn } from 'react-hook-form';
import type { WalletMoneyFragment } from '../../wallet/__generated__/viewer-wallet.ts';
import { WhenFields } from './when-fields.tsx';
import { paymentFields, type PaymentDraft, type PaymentFormValues } from './payment-form-schema.ts';
import { useWords } from './words.ts';

export interface PaymentFormProps {
  form: UseFormReturn<PaymentFormValues, unknown, PaymentDraft>;
  balance: WalletMoneyFragment['balance'];
  /** Whether a payment can wait for the network; a plan cannot, whose dates the graph reckons. */
  canWait: boolean;
  /** What is wrong with the payment as a whole. */
  problem?: ReactNode;
  onReview: (draft: PaymentDraft) => void;
}

/** Whom to pay, how much and what for. */
export function PaymentForm({ form, balance, canWait, problem, onReview }: PaymentFormProps) {
  const t = useWords();
  const { errors } = form.formState;
  const when = useWatch({ control: form.control, name: 'when' });

  useEffect(() => {
    // The server may have sent somebody back here: they go on at the field that it refused.
    const refused = paymentFields.find((field) => form.getFieldState(field).error);
    if (refused) form.setFocus(refused);
  }, [form]);

  return (
    <form
      noValidate
      aria-label={t('form')}
      className="flex flex-col gap-5"
      onSubmit={(event) => void form.handleSubmit(onReview)(event)}
    >
      {problem}
      <FormField label={t('recipient')} required error={errors.recipientEmail}>
        <Input
          type="email"
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          {...form.register('recipientEmail')}
        />
      </FormField>
      <FormField
        label={t('amount')}
        required
        description={t('have', { amount: formatMoney(balance.amountMinor, balance.currency) })}
        error={errors.amount}
      >
        <MoneyInput currency={balance.currency} {...form.register('amount')} />
      </FormField>
      <WhenFields form={form} />
      <FormField label={t('note')} optional description={t('noteMeaning')} error={errors.note}>
        <Input autoComplete="off" {...form.register('note')} />
      </FormField>
      <Button type="submit" needsNetwork={!canWait || when !== 'NOW'} size="lg" className="w-full">
        {t('review')}
      </Button>
    </form>
  );
}
