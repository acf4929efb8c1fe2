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

const PASSWORD_MIN_CHARACTERS = 10;
const PASSWORD_MAX_CHARACTERS = 200;

const schema = z.object({
  currentPassword: z.string().min(1, 'Enter the password you have now.'),
  newPassword: z
    .string()
    .min(PASSWORD_MIN_CHARACTERS, `Use at least ${PASSWORD_MIN_CHARACTERS} characters.`)
    .max(PASSWORD_MAX_CHARACTERS, `Use at most ${PASSWORD_MAX_CHARACTERS} characters.`),
});
type Values = z.infer<typeof schema>;

const empty: Values = { currentPassword: '', newPassword: '' };

function useChangePasswordForm() {
  const [changePassword, { loading }] = useChangePasswordMutation({ fetchPolicy: 'no-cache' });
  const form = useForm<Values>({ resolver: zodResolver(schema), defaultValues: empty });
  const submit = form.handleSubmit(async (input) => {
    try {
      const { data } = await changePassword({ variables: { input } });
      const result = data?.changePassword;
      if (result?.__typename === 'PasswordChanged') {
        form.reset(empty);
        toast.success('Password changed', { description: 'Your other devices were signed out.' });
      } else if (result?.__typename === 'InvalidInput')
        showInvalidInput(result, ['currentPassword', 'newPassword'], form.setError);
      else if (result?.__typename === 'WrongPassword')
        form.setError('currentPassword', { message: result.message }, { shouldFocus: true });
      else if (result) form.setError('root', { message: result.message });
    } catch (error) {
      form.setError('root', { message: failureSentence(error) });
    }
  });
  return { ...form, submit, loading };
}

/** Gives the viewer another password; their other devices are signed out. */
export function ChangePasswordForm() {
  const { register, submit, loading, formState } = useChangePasswordForm();
  const { errors } = formState;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Password</CardTitle>
        <CardDescription>With another password your other devices are signed out.</CardDescription>
      </CardHeader>
      <CardContent>
        <form
          noValidate
          aria-label="Change your password"
          onSubmit={(event) => void submit(event)}
          className="flex max-w-sm flex-col gap-5"
        >
          <FormField label="Present password" error={errors.currentPassword} required>
            <PasswordInput autoComplete="current-password" {...register('currentPassword')} />
          </FormField>
          <FormField
            label="New password"
            description={`At least ${PASSWORD_MIN_CHARACTERS} characters.`}
            error={errors.newPassword}
            required
          >
            <PasswordInput autoComplete="new-password" {...register('newPassword')} />
          </FormField>
          <FormProblem message={errors.root?.message} />
          <Button type="submit" busy={loading} className="self-start">
            Change password
          </Button>
        </form>
      </CardContent>
    </Card>
  );
}
