import { Button } from '@payloom/ui-kit/button';
import { FormField } from '@payloom/ui-kit/form-field';
import { Input } from '@payloom/ui-kit/input';
import { formatMoney } from '@payloom/ui-kit/money';
import { MoneyInput } from '@payloom/ui-kit/money-input';
import { useEffect, type ReactNode } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { WalletMoneyFragment } from '../../wallet/__generated__/viewer-wallet.ts';
import { WhenFields } from './when-fields.tsx';
import { paymentFields, type PaymentDraft, type PaymentFormValues } from './payment-form-schema.ts';

export interface PaymentFormProps {
  form: UseFormReturn<PaymentFormValues, unknown, PaymentDraft>;
  balance: WalletMoneyFragment['balance'];
  /** What is wrong with the payment as a whole. */
  problem?: ReactNode;
  onReview: (draft: PaymentDraft) => void;
}

/** Whom to pay, how much and what for. */
export function PaymentForm({ form, balance, problem, onReview }: PaymentFormProps) {
  const { errors } = form.formState;

  useEffect(() => {
    // The server may have sent somebody back here: they go on at the field that it refused.
    const refused = paymentFields.find((field) => form.getFieldState(field).error);
    if (refused) form.setFocus(refused);
  }, [form]);

  return (
    <form
      noValidate
      aria-label="Payment"
      className="flex flex-col gap-5"
      onSubmit={(event) => void form.handleSubmit(onReview)(event)}
    >
      {problem}
      <FormField label="Recipient's email" required error={errors.recipientEmail}>
        <Input
          type="email"
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          {...form.register('recipientEmail')}
        />
      </FormField>
      <FormField
        label="Amount"
        required
        description={`You have ${formatMoney(balance.amountMinor, balance.currency)}.`}
        error={errors.amount}
      >
        <MoneyInput currency={balance.currency} {...form.register('amount')} />
      </FormField>
      <WhenFields form={form} />
      <FormField label="Note" optional description="Seen by both of you." error={errors.note}>
        <Input autoComplete="off" {...form.register('note')} />
      </FormField>
      <Button type="submit" size="lg" className="w-full">
        Review payment
      </Button>
    </form>
  );
}
