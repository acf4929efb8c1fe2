import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { session } from '@payloom/session/session';
import { Button } from '@payloom/ui-kit/button';
import { FormField } from '@payloom/ui-kit/form-field';
import { Input } from '@payloom/ui-kit/input';
import { useForm } from 'react-hook-form';
import { FormProblem } from '../../form-problems/form-problem.tsx';
import { useCompleteSignInMutation } from './__generated__/complete-sign-in.ts';
import { useCountdown, waitWords } from './use-countdown.ts';
import { useWords } from './words.ts';

export interface CodeFormProps {
  readonly challenge: string;
  /** The sign-in has to begin anew, with a sentence why where there is one. */
  readonly onOver: (why?: string) => void;
}

function useCodeForm({ challenge, onOver }: CodeFormProps) {
  // Not in the cache: the access token is in nobody's hands but the session's.
  const [complete, { loading }] = useCompleteSignInMutation({ fetchPolicy: 'no-cache' });
  const form = useForm({ defaultValues: { code: '' } });
  const countdown = useCountdown();
  const submit = form.handleSubmit(async ({ code }) => {
    const t = useWords.now();
    try {
      const { data } = await complete({ variables: { input: { challenge, code } } });
      const result = data?.completeSignIn;
      if (result?.__typename === 'Session') session.begin(result);
      else if (result?.__typename === 'ChallengeExpired') onOver(t('challengeExpired'));
      else if (result?.__typename === 'TooManyAttempts') countdown.start(result.retryInSeconds);
      else form.setError('code', { message: t('wrongCode') }, { shouldFocus: true });
    } catch (error) {
      form.setError('root', { message: failureSentence(error) });
    }
  });
  return { ...form, submit, loading, secondsLeft: countdown.secondsLeft };
}

/** The second half of a sign-in: the code of an app, or a recovery code. */
export function CodeForm(props: CodeFormProps) {
  const t = useWords();
  const { register, submit, loading, formState, secondsLeft } = useCodeForm(props);
  const { errors } = formState;
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
      <FormField label={t('code')} description={t('codeMeans')} error={errors.code} required>
        <Input
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          {...register('code', { required: t('codeMissing') })}
        />
      </FormField>
      <FormProblem message={errors.root?.message} />
      <FormProblem message={secondsLeft > 0 ? t('tooManyCodes') : undefined} />
      <Button type="submit" needsNetwork size="lg" busy={loading} disabled={secondsLeft > 0}>
        {secondsLeft > 0 ? waitWords(secondsLeft) : t('goOn')}
      </Button>
      <Button type="button" variant="ghost" onClick={() => props.onOver()}>
        {t('back')}
      </Button>
    </form>
  );
}
