import { zodResolver } from '@hookform/resolvers/zod';
import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { Button } from '@payloom/ui-kit/button';
import { FormField } from '@payloom/ui-kit/form-field';
import { PasswordInput } from '@payloom/ui-kit/password-input';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Link, useLocation } from 'react-router';
import { z } from 'zod';
import { FormProblem } from '../../form-problems/form-problem.tsx';
import { showInvalidInput } from '../../form-problems/show-invalid-input.ts';
import { useResetPasswordMutation } from './__generated__/reset-password.ts';
import { useWords } from './words.ts';

const PASSWORD_MIN_CHARACTERS = 10;
const PASSWORD_MAX_CHARACTERS = 200;

const schema = z.object({
  newPassword: z
    .string()
    .min(PASSWORD_MIN_CHARACTERS, {
      error: () => useWords.now()('tooShort', { count: PASSWORD_MIN_CHARACTERS }),
    })
    .max(PASSWORD_MAX_CHARACTERS, {
      error: () => useWords.now()('tooLong', { count: PASSWORD_MAX_CHARACTERS }),
    }),
});
type Values = z.infer<typeof schema>;
type Outcome = { readonly email: string } | 'expired' | undefined;

function useResetPasswordForm() {
  const { hash } = useLocation();
  const [reset, { loading }] = useResetPasswordMutation({ fetchPolicy: 'no-cache' });
  const [outcome, setOutcome] = useState<Outcome>();
  const form = useForm<Values>({ resolver: zodResolver(schema), defaultValues: { newPassword: '' } });
  const submit = form.handleSubmit(async (values) => {
    try {
      const { data } = await reset({ variables: { input: { ...values, token: hash.slice(1) } } });
      const result = data?.resetPassword;
      if (result?.__typename === 'InvalidInput') showInvalidInput(result, ['newPassword'], form.setError);
      else if (result) setOutcome(result.__typename === 'PasswordReset' ? result : 'expired');
    } catch (error) {
      form.setError('root', { message: failureSentence(error) });
    }
  });
  return { ...form, submit, loading, outcome };
}

/** Chooses a password by a link that was mailed: another one, or the first of an account that was made for somebody. */
export function ResetPasswordForm() {
  const t = useWords();
  const { register, submit, loading, formState, outcome } = useResetPasswordForm();
  const { errors } = formState;
  if (outcome)
    return (
      <div className="flex flex-col gap-5">
        {outcome === 'expired' ? (
          <FormProblem message={t('expired')} />
        ) : (
          <p role="status" className="break-words">
            {t('saved', { email: outcome.email })}
          </p>
        )}
        <Button asChild size="lg">
          {outcome === 'expired' ? (
            <Link to="/forgot-password">{t('another')}</Link>
          ) : (
            <Link to="/sign-in">{t('signIn')}</Link>
          )}
        </Button>
      </div>
    );
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
      <FormField
        label={t('new')}
        description={t('rule', { count: PASSWORD_MIN_CHARACTERS })}
        error={errors.newPassword}
        required
      >
        <PasswordInput autoComplete="new-password" {...register('newPassword')} />
      </FormField>
      <FormProblem message={errors.root?.message} />
      <Button type="submit" needsNetwork size="lg" busy={loading}>
        {t('save')}
      </Button>
    </form>
  );
}
