import { zodResolver } from '@hookform/resolvers/zod';
import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { Button } from '@payloom/ui-kit/button';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@payloom/ui-kit/card';
import { FormField } from '@payloom/ui-kit/form-field';
import { PasswordInput } from '@payloom/ui-kit/password-input';
import { toast } from '@payloom/ui-kit/toaster';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { FormProblem } from '../../form-problems/form-problem.tsx';
import { showInvalidInput } from '../../form-problems/show-invalid-input.ts';
import { useChangePasswordMutation } from './__generated__/change-password.ts';
import { useWords } from './words.ts';

const PASSWORD_MIN_CHARACTERS = 10;
const PASSWORD_MAX_CHARACTERS = 200;

const schema = z.object({
  currentPassword: z.string().min(1, { error: useWords.later('presentMissing') }),
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

const empty: Values = { currentPassword: '', newPassword: '' };

function useChangePasswordForm() {
  const [changePassword, { loading }] = useChangePasswordMutation({ fetchPolicy: 'no-cache' });
  const form = useForm<Values>({ resolver: zodResolver(schema), defaultValues: empty });
  const submit = form.handleSubmit(async (input) => {
    const t = useWords.now();
    try {
      const { data } = await changePassword({ variables: { input } });
      const result = data?.changePassword;
      if (result?.__typename === 'PasswordChanged') {
        form.reset(empty);
        toast.success(t('changed'), { description: t('signedOut') });
      } else if (result?.__typename === 'InvalidInput')
        showInvalidInput(result, ['currentPassword', 'newPassword'], form.setError, {
          newPassword: t('refused'),
        });
      else if (result?.__typename === 'WrongPassword')
        form.setError('currentPassword', { message: t('wrong') }, { shouldFocus: true });
      else if (result) form.setError('root', { message: t('tooManyAttempts') });
    } catch (error) {
      form.setError('root', { message: failureSentence(error) });
    }
  });
  return { ...form, submit, loading };
}

/** Gives the viewer another password; their other devices are signed out. */
export function ChangePasswordForm() {
  const t = useWords();
  const { register, submit, loading, formState } = useChangePasswordForm();
  const { errors } = formState;
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
        <CardDescription>{t('meaning')}</CardDescription>
      </CardHeader>
      <CardContent>
        <form
          noValidate
          aria-label={t('form')}
          onSubmit={(event) => void submit(event)}
          className="flex max-w-sm flex-col gap-5"
        >
          <FormField label={t('present')} error={errors.currentPassword} required>
            <PasswordInput autoComplete="current-password" {...register('currentPassword')} />
          </FormField>
          <FormField
            label={t('new')}
            description={t('rule', { count: PASSWORD_MIN_CHARACTERS })}
            error={errors.newPassword}
            required
          >
            <PasswordInput autoComplete="new-password" {...register('newPassword')} />
          </FormField>
          <FormProblem message={errors.root?.message} />
          <Button type="submit" needsNetwork busy={loading} className="self-start">
            {t('change')}
          </Button>
        </form>
      </CardContent>
    </Card>
  );
}
