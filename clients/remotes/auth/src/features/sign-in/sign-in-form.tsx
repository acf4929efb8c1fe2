import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { session } from '@payloom/session/session';
import { Button } from '@payloom/ui-kit/button';
import { FormField } from '@payloom/ui-kit/form-field';
import { Input } from '@payloom/ui-kit/input';
import { PasswordInput } from '@payloom/ui-kit/password-input';
import { useState } from 'react';
import { useForm, type UseFormSetError } from 'react-hook-form';
import { Link } from 'react-router';
import { FormProblem } from '../../form-problems/form-problem.tsx';
import { showInvalidInput } from '../../form-problems/show-invalid-input.ts';
import { CodeForm } from './code-form.tsx';
import { PasskeyButton } from './passkey-button.tsx';
import { useCountdown, waitWords, type Countdown } from './use-countdown.ts';
import { useSignInMutation, type SignInMutation } from './__generated__/sign-in.ts';
import { usePasskeySignIn } from './use-passkey-sign-in.ts';
import { useWords } from './words.ts';

interface SignInValues {
  readonly email: string;
  readonly password: string;
}

/** Rules so simple that the first page does without a library for them; whether there is such an account the graph says. */
const rules = {
  email: {
    setValueAs: (typed: string) => typed.trim(),
    validate: (email: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) || useWords.now()('emailMissing'),
  },
  password: { validate: (password: string) => password !== '' || useWords.now()('passwordMissing') },
};

function show(
  result: SignInMutation['signIn'],
  setError: UseFormSetError<SignInValues>,
  { wait, askForCode }: { wait: (seconds: number) => void; askForCode: (challenge: string) => void },
): void {
  if (result.__typename === 'Session') session.begin(result);
  else if (result.__typename === 'SecondFactorRequired') askForCode(result.challenge);
  else if (result.__typename === 'TooManyAttempts') wait(result.retryInSeconds);
  else if (result.__typename === 'InvalidInput') showInvalidInput(result, ['email', 'password'], setError);
  // Which of the two is wrong is not told; it stands where it is most often mended.
  else setError('password', { message: useWords.now()('wrong') }, { shouldFocus: true });
}

/** Said once, without the seconds: a screen reader need not count along. */
function TooManyAttempts({ secondsLeft }: { secondsLeft: number }) {
  const t = useWords();
  return <FormProblem message={secondsLeft > 0 ? t('tooManyAttempts') : undefined} />;
}

function useSignInForm(askForCode: (challenge: string) => void, countdown: Countdown) {
  // Not in the cache: the access token is in nobody's hands but the session's.
  const [signIn, { loading }] = useSignInMutation({ fetchPolicy: 'no-cache' });
  const form = useForm<SignInValues>({ defaultValues: { email: '', password: '' } });
  const submit = form.handleSubmit(async (input) => {
    if (countdown.secondsLeft > 0) return;
    try {
      const { data } = await signIn({ variables: { input } });
      if (data) show(data.signIn, form.setError, { wait: countdown.start, askForCode });
    } catch (error) {
      form.setError('root', { message: failureSentence(error) });
    }
  });
  return { ...form, submit, loading };
}

/**
 * Starts a session with email and password, and a code where the account asks for one; or by a passkey. Where to go then is up to who
 * shows the form.
 */
export function SignInForm() {
  const [challenge, setChallenge] = useState<string>();
  const [why, setWhy] = useState<string>();
  const over = (sentence?: string): void => {
    setChallenge(undefined);
    setWhy(sentence);
  };
  if (challenge !== undefined) return <CodeForm challenge={challenge} onOver={over} />;
  return <PasswordForm why={why} onChallenge={setChallenge} />;
}

interface PasswordFormProps {
  /** Why the sign-in begins anew. */
  readonly why: string | undefined;
  readonly onChallenge: (challenge: string) => void;
}

function PasswordForm({ why, onChallenge }: PasswordFormProps) {
  const t = useWords();
  const countdown = useCountdown();
  const { secondsLeft } = countdown;
  const { register, submit, loading, formState } = useSignInForm(onChallenge, countdown);
  const passkey = usePasskeySignIn(countdown.start);
  const { errors } = formState;
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
      <FormField label={t('email')} error={errors.email} required>
        <Input
          type="email"
          autoComplete="username webauthn"
          autoCapitalize="none"
          spellCheck={false}
          {...register('email', rules.email)}
        />
      </FormField>
      <FormField label={t('password')} error={errors.password} required>
        <PasswordInput autoComplete="current-password" {...register('password', rules.password)} />
      </FormField>
      <FormProblem message={errors.root?.message ?? passkey.problem ?? why} />
      <TooManyAttempts secondsLeft={secondsLeft} />
      <Button type="submit" needsNetwork size="lg" busy={loading} disabled={secondsLeft > 0}>
        {secondsLeft > 0 ? waitWords(secondsLeft) : t('signIn')}
      </Button>
      <PasskeyButton passkey={passkey} disabled={secondsLeft > 0} />
      <Link
        to="/forgot-password"
        className="self-start rounded-sm text-sm font-medium text-accent underline underline-offset-4"
      >
        {t('forgot')}
      </Link>
    </form>
  );
}
