import { zodResolver } from '@hookform/resolvers/zod';
import { refusedInput } from '@payloom/apollo-client/refused-input';
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
import { useWords } from './words.ts';

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
  const t = useWords();
  const parsed = parseMoney(useWatch({ control, name: 'amount' }), currency);
  const amount = parsed.ok && parsed.amountMinor > 0 ? formatMoney(parsed.amountMinor, currency) : undefined;
  return (
    <Button type="submit" needsNetwork busy={busy}>
      {amount ? t('topUpAmount', { amount }) : t('topUp')}
    </Button>
  );
}

type Refusal = Exclude<TopUpAnswer, { __typename: 'TopUp' }>;

/** What the server refused: at the amount, or about the whole. */
function judge(refusal: Refusal): { atAmount?: string; elsewhere?: string | undefined } {
  const t = useWords.now();
  if (refusal.__typename === 'IdempotencyKeyReused') return { elsewhere: mixedUp() };
  if (refusal.__typename === 'CardDeclined')
    return { elsewhere: refusedInput(t('declinedWhy', { why: refusal.message }), t('declined')) };
  const { atFields, elsewhere } = placeProblems(refusal, ['amount'], { amount: t('refused') });
  return { ...(atFields[0] ? { atAmount: atFields[0].message } : {}), elsewhere };
}

export interface TopUpFormProps {
  currency: string;
  intent: TopUpIntent;
  onDone: (topUp: TopUp) => void;
}

/** Asks how much to take from the card, and takes it. */
export function TopUpForm({ currency, intent, onDone }: TopUpFormProps) {
  const t = useWords();
  const [problem, setProblem] = useState<string>();
  const stillShown = useStillShown();
  const form = useForm<TopUpFormValues, unknown, TopUpDraft>({
    resolver: zodResolver(topUpFormSchema(currency)),
    defaultValues: { amount: '' },
  });

  const refuse = (refusal: Refusal): void => {
    const { atAmount, elsewhere } = judge(refusal);
    if (!stillShown()) return toast.error(atAmount ?? elsewhere);
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
      const words = describeUnanswered(error, useWords.now()('again'));
      if (stillShown()) setProblem(words);
      else toast.error(words);
    }
  };

  const choose = (amount: string): void =>
    form.setValue('amount', amount, { shouldDirty: true, shouldValidate: form.formState.isSubmitted });

  return (
    <form
      noValidate
      aria-label={t('form')}
      className="flex flex-col gap-4"
      onSubmit={(event) => void form.handleSubmit(topUp)(event)}
    >
      <AmountPresets control={form.control} currency={currency} onChoose={choose} />
      <FormField label={t('amount')} required error={form.formState.errors.amount}>
        <MoneyInput currency={currency} {...form.register('amount')} />
      </FormField>
      <FormProblem>{problem}</FormProblem>
      <DialogFooter>
        <SubmitButton control={form.control} currency={currency} busy={intent.underWay} />
      </DialogFooter>
    </form>
  );
}
