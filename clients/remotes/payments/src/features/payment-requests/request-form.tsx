import { zodResolver } from '@hookform/resolvers/zod';
import { Button } from '@payloom/ui-kit/button';
import { DialogFooter } from '@payloom/ui-kit/dialog';
import { FormField } from '@payloom/ui-kit/form-field';
import { Input } from '@payloom/ui-kit/input';
import { MoneyInput } from '@payloom/ui-kit/money-input';
import { NativeSelect } from '@payloom/ui-kit/select';
import { useState } from 'react';
import { useForm, type UseFormReturn } from 'react-hook-form';
import { dateInDays } from '../../payment/calendar-date.ts';
import { describeUnanswered } from '../../problems/describe-failure.ts';
import { placeProblems } from '../../problems/field-problems.ts';
import { FormProblem } from '../../problems/form-problem.tsx';
import {
  requestFormSchema,
  UNTIL_DAYS_MAX,
  type RequestDraft,
  type RequestFormValues,
} from './request-form-schema.ts';
import type { CreateAnswer, CreatedRequest, CreateIntent } from './use-create-request.ts';
import { useWords } from './words.ts';

type Form = UseFormReturn<RequestFormValues, unknown, RequestDraft>;

function useRequestForm(currency: string, intent: CreateIntent, onMade: (request: CreatedRequest) => void) {
  const t = useWords();
  const [problem, setProblem] = useState<string>();
  const form: Form = useForm<RequestFormValues, unknown, RequestDraft>({
    resolver: zodResolver(requestFormSchema(currency)),
    defaultValues: { amount: '', note: '', use: 'SINGLE', until: '' },
  });

  const refuse = (refusal: Exclude<CreateAnswer, CreatedRequest>): void => {
    if (refusal.__typename === 'IdempotencyKeyReused') return setProblem(t('mixedUp'));
    const { atFields, elsewhere } = placeProblems(refusal, ['amount', 'note', 'use']);
    for (const { field, message } of atFields) form.setError(field, { type: 'server', message });
    setProblem(elsewhere);
  };

  const make = async (draft: RequestDraft): Promise<void> => {
    setProblem(undefined);
    try {
      const answer = await intent.carryOut(draft);
      if (answer?.__typename === 'PaymentRequest') onMade(answer);
      else if (answer) refuse(answer);
    } catch (error) {
      setProblem(describeUnanswered(error, t('askAgain')));
    }
  };

  return { form, problem, submit: form.handleSubmit(make) };
}

function Terms({ form }: { form: Form }) {
  const t = useWords();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <FormField label={t('useLabel')}>
        <NativeSelect {...form.register('use')}>
          <option value="SINGLE">{t('useOptions.SINGLE')}</option>
          <option value="MULTI">{t('useOptions.MULTI')}</option>
        </NativeSelect>
      </FormField>
      <FormField label={t('until')} optional description={t('untilHint')} error={form.formState.errors.until}>
        <Input type="date" min={dateInDays(0)} max={dateInDays(UNTIL_DAYS_MAX)} {...form.register('until')} />
      </FormField>
    </div>
  );
}

export interface RequestFormProps {
  currencies: readonly string[];
  /** The one to begin with, where it is known. */
  suggested: string | undefined;
  intent: CreateIntent;
  onMade: (request: CreatedRequest) => void;
}

/** Asks how much, what for, how often and until when. */
export function RequestForm({ currencies, suggested, intent, onMade }: RequestFormProps) {
  const t = useWords();
  // What is suggested may be known late; what somebody has seen while they filled in the form stays.
  const [seen, setSeen] = useState<string>();
  const currency = seen ?? currencies.find((each) => each === suggested) ?? currencies[0] ?? 'EUR';
  const { form, problem, submit } = useRequestForm(currency, intent, onMade);
  const { errors } = form.formState;
  return (
    <form
      noValidate
      aria-label={t('askTitle')}
      className="flex flex-col gap-4"
      onChange={() => setSeen((before) => before ?? currency)}
      onSubmit={(event) => void submit(event)}
    >
      <div className="grid grid-cols-[1fr_auto] gap-4">
        <FormField label={t('amount')} required error={errors.amount}>
          <MoneyInput currency={currency} {...form.register('amount')} />
        </FormField>
        <FormField label={t('currency')}>
          <NativeSelect value={currency} onChange={({ currentTarget }) => setSeen(currentTarget.value)}>
            {currencies.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </NativeSelect>
        </FormField>
      </div>
      <FormField label={t('note')} optional description={t('noteHint')} error={errors.note}>
        <Input autoComplete="off" {...form.register('note')} />
      </FormField>
      <Terms form={form} />
      <FormProblem>{problem}</FormProblem>
      <DialogFooter>
        <Button type="submit" needsNetwork busy={intent.underWay}>
          {t('make')}
        </Button>
      </DialogFooter>
    </form>
  );
}
