import { zodResolver } from '@hookform/resolvers/zod';
import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { Button } from '@payloom/ui-kit/button';
import { FormField } from '@payloom/ui-kit/form-field';
import { Input } from '@payloom/ui-kit/input';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { FormProblem } from '../../form-problems/form-problem.tsx';
import { showInvalidInput } from '../../form-problems/show-invalid-input.ts';
import { useRequestPasswordResetMutation } from './__generated__/forgot-password.later.ts';
import { useWords } from './words.ts';

const schema = z.object({
  email: z
    .string()
    .trim()
    .pipe(z.email({ error: useWords.later('emailMissing') })),
});
type Values = z.infer<typeof schema>;

function useForgotPasswordForm(onSent: (email: string) => void) {
  const [request, { loading }] = useRequestPasswordResetMutation();
  const form = useForm<Values>({ resolver: zodResolver(schema), defaultValues: { email: '' } });
  const submit = form.handleSubmit(async (input) => {
    try {
      const data = await request({ input });
      const result = data?.requestPasswordReset;
      if (result?.__typename === 'PasswordResetRequested') onSent(result.email);
      else if (result?.__typename === 'InvalidInput') showInvalidInput(result, ['email'], form.setError);
      else if (result) form.setError('root', { message: useWords.now()('tooManyAttempts') });
    } catch (error) {
      form.setError('root', { message: failureSentence(error) });
    }
  });
  return { ...form, submit, loading };
}

function EmailForm({ onSent }: { onSent: (email: string) => void }) {
  const t = useWords();
  const { register, submit, loading, formState } = useForgotPasswordForm(onSent);
  const { errors } = formState;
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
      <FormField label={t('email')} error={errors.email} required>
        <Input
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          {...register('email')}
        />
      </FormField>
      <FormProblem message={errors.root?.message} />
      <Button type="submit" needsNetwork size="lg" busy={loading}>
        {t('send')}
      </Button>
    </form>
  );
}

/** Has a link mailed to choose another password. It says the same whether or not the email has an account. */
export function ForgotPasswordForm() {
  const t = useWords();
  const [email, setEmail] = useState<string>();
  if (email === undefined) return <EmailForm onSent={setEmail} />;
  return (
    <div className="flex flex-col gap-4">
      <p role="status" className="break-words">
        {t('sent', { email })}
      </p>
      <p className="text-sm text-muted-foreground">{t('nothing')}</p>
      <Button variant="outline" className="self-start" onClick={() => setEmail(undefined)}>
        {t('again')}
      </Button>
    </div>
  );
}
