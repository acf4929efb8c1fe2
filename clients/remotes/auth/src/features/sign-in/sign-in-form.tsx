import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { session } from '@payloom/session/session';
import { Button } from '@payloom/ui-kit/button';
import { FormField } from '@payloom/ui-kit/form-field';
import { Input } from '@payloom/ui-kit/input';
import { PasswordInput } from '@payloom/ui-kit/password-input';
import { useState } from 'react';
import { Link } from 'react-router';
import { FormProblem } from '../../form-problems/form-problem.tsx';
import { showInvalidInput, type SetError } from '../../form-problems/show-invalid-input.ts';
import { CodeForm } from './code-form.tsx';
import { PasskeyButton } from './passkey-button.tsx';
import { useCountdown, waitWords, type Countdown } from './use-countdown.ts';
import { useSignInMutation, type SignInMutation } from './__generated__/sign-in.later.ts';
import { usePasskeySignIn } from './use-passkey-sign-in.ts';
import { usePlainForm, type PlainField } from './use-plain-form.ts';
import { useWords } from './words.ts';

type Name = 'email' | 'password';

/** Whether there is such an account the graph says. */
const fields: readonly PlainField<Name>[] = [
  {
    name: 'email',
    problemOf: (typed) =>
      /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed.trim()) ? undefined : useWords.now()('emailMissing'),
  },
  { name: 'password', problemOf: (typed) => (typed === '' ? useWords.now()('passwordMissing') : undefined) },
];

function show(
  result: SignInMutation['signIn'],
  setError: SetError<Name>,
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
  const [signIn, { loading }] = useSignInMutation();
  const plain = usePlainForm(fields, async (valueOf, setError) => {
    if (countdown.secondsLeft > 0) return;
    try {
      const data = await signIn({ input: { email: valueOf('email').trim(), password: valueOf('password') } });
      if (data) show(data.signIn, setError, { wait: countdown.start, askForCode });
    } catch (error) {
      setError('root', { message: failureSentence(error) });
    }
  });
  return { ...plain, loading };
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
  const { form, errors, loading } = useSignInForm(onChallenge, countdown);
  const passkey = usePasskeySignIn(countdown.start);
  return (
    <form {...form} className="flex flex-col gap-5">
      <FormField label={t('email')} error={errors.get('email')} required>
        <Input
          type="email"
          name="email"
          autoComplete="username webauthn"
          autoCapitalize="none"
          spellCheck={false}
        />
      </FormField>
      <FormField label={t('password')} error={errors.get('password')} required>
        <PasswordInput name="password" autoComplete="current-password" />
      </FormField>
      <FormProblem message={errors.get('root') ?? passkey.problem ?? why} />
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
