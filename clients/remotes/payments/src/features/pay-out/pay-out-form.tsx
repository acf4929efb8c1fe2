import { zodResolver } from '@hookform/resolvers/zod';
import { Button } from '@payloom/ui-kit/button';
import { DialogFooter } from '@payloom/ui-kit/dialog';
import { FormField } from '@payloom/ui-kit/form-field';
import { Input } from '@payloom/ui-kit/input';
import { formatMoney, parseMoney } from '@payloom/ui-kit/money';
import { MoneyInput } from '@payloom/ui-kit/money-input';
import { useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { describeUnanswered } from '../../problems/describe-failure.ts';
import { mixedUp, notProven, placeProblems } from '../../problems/field-problems.ts';
import { FormProblem } from '../../problems/form-problem.tsx';
import { payOutFormSchema, type PayOutDraft, type PayOutFormValues } from './pay-out-form-schema.ts';
import type { Payout, PayOutAnswer, PayOutIntent } from './use-pay-out.ts';
import { useWords } from './words.ts';

export interface PayOutFormProps {
  currency: string;
  intent: PayOutIntent;
  onDone: (payout: Payout) => void;
}

function usePayOutForm({ currency, intent, onDone }: PayOutFormProps) {
  const t = useWords();
  const [problem, setProblem] = useState<string>();
  const form = useForm<PayOutFormValues, unknown, PayOutDraft>({
    resolver: zodResolver(payOutFormSchema(currency)),
    defaultValues: { amount: '', iban: '' },
  });

  const refuse = (refusal: Exclude<PayOutAnswer, Payout>): void => {
    if (refusal.__typename === 'IdempotencyKeyReused') return setProblem(mixedUp());
    if (refusal.__typename === 'StepUpRequired') return setProblem(notProven());
    if (refusal.__typename === 'EmailNotVerified') return setProblem(t('unconfirmed'));
    if (refusal.__typename === 'InsufficientFunds') {
      const available = formatMoney(refusal.available.amountMinor, refusal.available.currency);
      return form.setError('amount', { type: 'server', message: t('tooMuch', { available }) });
    }
    const { atFields, elsewhere } = placeProblems(refusal, ['amount', 'iban'], { iban: t('ibanWrong') });
    for (const { field, message } of atFields) form.setError(field, { type: 'server', message });
    setProblem(elsewhere);
  };

  const send = async (draft: PayOutDraft): Promise<void> => {
    setProblem(undefined);
    try {
      const answer = await intent.carryOut(draft);
      if (answer?.__typename === 'Payout') onDone(answer);
      else if (answer) refuse(answer);
    } catch (error) {
      setProblem(describeUnanswered(error, t('again')));
    }
  };

  return { form, problem, submit: form.handleSubmit(send) };
}

/** Asks how much to pay out, and where to. */
export function PayOutForm(props: PayOutFormProps) {
  const { currency, intent } = props;
  const t = useWords();
  const { form, problem, submit } = usePayOutForm(props);
  const { errors } = form.formState;
  const parsed = parseMoney(useWatch({ control: form.control, name: 'amount' }), currency);
  const amount = parsed.ok && parsed.amountMinor > 0 ? formatMoney(parsed.amountMinor, currency) : undefined;
  return (
    <form
      noValidate
      aria-label={t('title')}
      className="flex flex-col gap-4"
      onSubmit={(event) => void submit(event)}
    >
      <FormField label={t('amount')} required error={errors.amount}>
        <MoneyInput currency={currency} {...form.register('amount')} />
      </FormField>
      <FormField label={t('iban')} required description={t('ibanHint')} error={errors.iban}>
        <Input autoComplete="off" spellCheck={false} {...form.register('iban')} />
      </FormField>
      <FormProblem>{problem}</FormProblem>
      <DialogFooter>
        <Button type="submit" needsNetwork busy={intent.underWay}>
          {amount ? t('payOutAmount', { amount }) : t('payOut')}
        </Button>
      </DialogFooter>
    </form>
  );
}
