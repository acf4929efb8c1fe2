import { zodResolver } from '@hookform/resolvers/zod';
import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { session } from '@payloom/session/session';
import { Button } from '@payloom/ui-kit/button';
import { FormField } from '@payloom/ui-kit/form-field';
import { Input } from '@payloom/ui-kit/input';
import { PasswordInput } from '@payloom/ui-kit/password-input';
import { useForm, type UseFormSetError } from 'react-hook-form';
import { z } from 'zod';
import { FormProblem } from '../../form-problems/form-problem.tsx';
import { showInvalidInput } from '../../form-problems/show-invalid-input.ts';
import { useCountdown, waitWords } from './use-countdown.ts';
import { useSignInMutation, type SignInMutation } from './__generated__/sign-in.ts';

const signInSchema = z.object({
  email: z.string().trim().pipe(z.email('Enter your email address, such as name@example.com.')),
  password: z.string().min(1, 'Enter your password.'),
});
type SignInValues = z.infer<typeof signInSchema>;

function show(
  result: SignInMutation['signIn'],
  setError: UseFormSetError<SignInValues>,
  wait: (seconds: number) => void,
): void {
  if (result.__typename === 'Session') session.begin(result);
  else if (result.__typename === 'TooManyAttempts') wait(result.retryInSeconds);
  else if (result.__typename === 'InvalidInput') showInvalidInput(result, ['email', 'password'], setError);
  // Which of the two is wrong is not told; it stands where it is most often mended.
  else setError('password', { message: result.message }, { shouldFocus: true });
}

/** Said once, without the seconds: a screen reader need not count along. */
function TooManyAttempts({ secondsLeft }: { secondsLeft: number }) {
  const message = 'There were too many attempts to sign in. Wait a little, then try again.';
  return <FormProblem message={secondsLeft > 0 ? message : undefined} />;
}

/** Starts a session with email and password. Where to go then is up to who shows the form. */
export function SignInForm() {
  // Not in the cache: the access token is in nobody's hands but the session's.
  const [signIn, { loading }] = useSignInMutation({ fetchPolicy: 'no-cache' });
  const { register, handleSubmit, setError, formState } = useForm<SignInValues>({
    resolver: zodResolver(signInSchema),
    defaultValues: { email: '', password: '' },
  });
  const countdown = useCountdown();
  const submit = handleSubmit(async (input) => {
    if (countdown.secondsLeft > 0) return;
    try {
      const { data } = await signIn({ variables: { input } });
      if (data) show(data.signIn, setError, countdown.start);
    } catch (error) {
      setError('root', { message: failureSentence(error) });
    }
  });
  const { errors } = formState;
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
      <FormField label="Email" error={errors.email} required>
        <Input
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          {...register('email')}
        />
      </FormField>
      <FormField label="Password" error={errors.password} required>
        <PasswordInput autoComplete="current-password" {...register('password')} />
      </FormField>
      <FormProblem message={errors.root?.message} />
      <TooManyAttempts secondsLeft={countdown.secondsLeft} />
      <Button type="submit" size="lg" busy={loading} disabled={countdown.secondsLeft > 0}>
        {countdown.secondsLeft > 0 ? `Try again in ${waitWords(countdown.secondsLeft)}` : 'Sign in'}
      </Button>
    </form>
  );
}
