import { zodResolver } from '@hookform/resolvers/zod';
import { Button } from '@payloom/ui-kit/button';
import { DialogFooter } from '@payloom/ui-kit/dialog';
import { FormField } from '@payloom/ui-kit/form-field';
import { Input } from '@payloom/ui-kit/input';
import { formatMoney, parseMoney } from '@payloom/ui-kit/money';
import { MoneyInput } from '@payloom/ui-kit/money-input';
import { toast } from '@payloom/ui-kit/toaster';
import { useState, type ReactNode } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { amountText } from '../../payment/amount-text.ts';
import { describeUnanswered } from '../../problems/describe-failure.ts';
import { FormProblem } from '../../problems/form-problem.tsx';
import { useStillShown } from '../../problems/use-still-shown.ts';
import { judgeRefusal, type Refusal } from './judge-refusal.ts';
import { refundFormSchema, type RefundDraft, type RefundFormValues } from './refund-form-schema.ts';
import { useWords } from './words.ts';

export interface RefundFormProps {
  label: string;
  currency: string;
  /** What can be given back at most. */
  amountMinorMax: number;
  /** What stands in the form at first. */
  amountMinor: number;
  note: { label: string; description: string; needed: boolean };
  /** What the button says: "Refund 25.00 EUR", or without the amount while none is readable. */
  verb: (amount: string | undefined) => string;
  busy: boolean;
  /** Undefined when it was done, or is being done already; what the graph refused otherwise. */
  onSend: (draft: RefundDraft) => Promise<Refusal | undefined>;
}

function useRefundForm({ currency, amountMinorMax, amountMinor, note, onSend }: RefundFormProps) {
  const [problem, setProblem] = useState<string>();
  const stillShown = useStillShown();
  const form = useForm<RefundFormValues, unknown, RefundDraft>({
    resolver: zodResolver(refundFormSchema(currency, amountMinorMax, note.needed)),
    defaultValues: { amount: amountText(amountMinor, currency), note: '' },
  });

  const refuse = (refusal: Refusal): void => {
    const { atFields, elsewhere } = judgeRefusal(refusal);
    if (!stillShown()) return toast.error(atFields[0]?.message ?? elsewhere);
    for (const { field, message } of atFields) {
      form.setError(field, { type: 'server', message }, { shouldFocus: true });
    }
    setProblem(elsewhere);
  };

  const send = async (draft: RefundDraft): Promise<void> => {
    setProblem(undefined);
    try {
      const refusal = await onSend(draft);
      if (refusal) refuse(refusal);
    } catch (error) {
      const words = describeUnanswered(error, useWords.now()('again'));
      if (stillShown()) setProblem(words);
      else toast.error(words);
    }
  };

  return { form, problem, submit: form.handleSubmit(send) };
}

/** How much, and what to say with it. */
export function RefundForm(props: RefundFormProps): ReactNode {
  const t = useWords();
  const { label, currency, note, verb, busy } = props;
  const { form, problem, submit } = useRefundForm(props);
  const { errors } = form.formState;
  const parsed = parseMoney(useWatch({ control: form.control, name: 'amount' }), currency);
  const amount = parsed.ok && parsed.amountMinor > 0 ? formatMoney(parsed.amountMinor, currency) : undefined;
  return (
    <form
      noValidate
      aria-label={label}
      className="flex flex-col gap-4"
      onSubmit={(event) => void submit(event)}
    >
      <FormField label={t('amount')} required error={errors.amount}>
        <MoneyInput currency={currency} {...form.register('amount')} />
      </FormField>
      <FormField
        label={note.label}
        required={note.needed}
        optional={!note.needed}
        description={note.description}
        error={errors.note}
      >
        <Input autoComplete="off" {...form.register('note')} />
      </FormField>
      <FormProblem>{problem}</FormProblem>
      <DialogFooter>
        <Button type="submit" needsNetwork busy={busy}>
          {verb(amount)}
        </Button>
      </DialogFooter>
    </form>
  );
}
