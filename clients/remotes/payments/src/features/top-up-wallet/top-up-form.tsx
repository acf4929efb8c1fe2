import { zodResolver } from '@hookform/resolvers/zod';
import { Button } from '@payloom/ui-kit/button';
import { DialogFooter } from '@payloom/ui-kit/dialog';
import { FormField } from '@payloom/ui-kit/form-field';
import { formatMoney, parseMoney } from '@payloom/ui-kit/money';
import { MoneyInput } from '@payloom/ui-kit/money-input';
import { toast } from '@payloom/ui-kit/toaster';
import { useState } from 'react';
import { useForm, useWatch, type Control } from 'react-hook-form';
import { describeUnanswered } from '../../problems/describe-failure.ts';
import { mixedUp, placeProblems } from '../../problems/field-problems.ts';
import { FormProblem } from '../../problems/form-problem.tsx';
import { useStillShown } from '../../problems/use-still-shown.ts';
import { AmountPresets } from './amount-presets.tsx';
import { topUpFormSchema, type TopUpDraft, type TopUpFormValues } from './top-up-form-schema.ts';
import type { TopUp, TopUpAnswer, TopUpIntent } from './use-top-up-wallet.ts';

type TopUpControl = Control<TopUpFormValues, unknown, TopUpDraft>;

/** The button says what it will do as soon as that is readable. */
function SubmitButton({
  control,
  currency,
  busy,
}: {
  control: TopUpControl;
  currency: string;
  busy: boolean;
}) {
  const parsed = parseMoney(useWatch({ control, name: 'amount' }), currency);
  const amount = parsed.ok && parsed.amountMinor > 0 ? formatMoney(parsed.amountMinor, currency) : undefined;
  return (
    <Button type="submit" busy={busy}>
      {amount ? `Top up ${amount}` : 'Top up'}
    </Button>
  );
}

type Refusal = Exclude<TopUpAnswer, { __typename: 'TopUp' }>;

/** What the server refused: at the amount, or about the whole. */
function judge(refusal: Refusal): { atAmount?: string; elsewhere?: string | undefined } {
  if (refusal.__typename === 'IdempotencyKeyReused') return { elsewhere: mixedUp };
  if (refusal.__typename === 'CardDeclined') return { elsewhere: `${refusal.message} Nothing was taken.` };
  const { atFields, elsewhere } = placeProblems(refusal, ['amount']);
  return { ...(atFields[0] ? { atAmount: atFields[0].message } : {}), elsewhere };
}

export interface TopUpFormProps {
  currency: string;
  intent: TopUpIntent;
  onDone: (topUp: TopUp) => void;
}

/** Asks how much to take from the card, and takes it. */
export function TopUpForm({ currency, intent, onDone }: TopUpFormProps) {
  const [problem, setProblem] = useState<string>();
  const stillShown = useStillShown();
  const form = useForm<TopUpFormValues, unknown, TopUpDraft>({
    resolver: zodResolver(topUpFormSchema(currency)),
    defaultValues: { amount: '' },
  });

  const refuse = (refusal: Refusal): void => {
    if (!stillShown()) return void toast.error(refusal.message);
    const { atAmount, elsewhere } = judge(refusal);
    if (atAmount) form.setError('amount', { type: 'server', message: atAmount }, { shouldFocus: true });
    setProblem(elsewhere);
  };

  const topUp = async (draft: TopUpDraft): Promise<void> => {
    setProblem(undefined);
    try {
      const answer = await intent.carryOut(draft);
      if (answer?.__typename === 'TopUp') onDone(answer);
      else if (answer) refuse(answer);
    } catch (error) {
      const words = describeUnanswered(error, 'Top up again to find out.');
      if (stillShown()) setProblem(words);
      else toast.error(words);
    }
  };

  const choose = (amount: string): void =>
    form.setValue('amount', amount, { shouldDirty: true, shouldValidate: form.formState.isSubmitted });

  return (
    <form
      noValidate
      aria-label="Top-up"
      className="flex flex-col gap-4"
      onSubmit={(event) => void form.handleSubmit(topUp)(event)}
    >
      <AmountPresets control={form.control} currency={currency} onChoose={choose} />
      <FormField label="Amount" required error={form.formState.errors.amount}>
        <MoneyInput currency={currency} {...form.register('amount')} />
      </FormField>
      <FormProblem>{problem}</FormProblem>
      <DialogFooter>
        <SubmitButton control={form.control} currency={currency} busy={intent.underWay} />
      </DialogFooter>
    </form>
  );
}
