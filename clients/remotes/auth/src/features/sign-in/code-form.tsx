import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { session } from '@payloom/session/session';
import { Button } from '@payloom/ui-kit/button';
import { FormField } from '@payloom/ui-kit/form-field';
import { Input } from '@payloom/ui-kit/input';
import { FormProblem } from '../../form-problems/form-problem.tsx';
import { useCompleteSignInMutation } from './__generated__/complete-sign-in.later.ts';
import { useCountdown, waitWords } from './use-countdown.ts';
import { usePlainForm, type PlainField } from './use-plain-form.ts';
import { useWords } from './words.ts';

export interface CodeFormProps {
  readonly challenge: string;
  /** The sign-in has to begin anew, with a sentence why where there is one. */
  readonly onOver: (why?: string) => void;
}

const fields: readonly PlainField<'code'>[] = [
  { name: 'code', problemOf: (typed) => (typed === '' ? useWords.now()('codeMissing') : undefined) },
];

function useCodeForm({ challenge, onOver }: CodeFormProps) {
  const [complete, { loading }] = useCompleteSignInMutation();
  const countdown = useCountdown();
  const plain = usePlainForm(fields, async (valueOf, setError) => {
    const t = useWords.now();
    try {
      const data = await complete({ input: { challenge, code: valueOf('code') } });
      const result = data?.completeSignIn;
      if (result?.__typename === 'Session') session.begin(result);
      else if (result?.__typename === 'ChallengeExpired') onOver(t('challengeExpired'));
      else if (result?.__typename === 'TooManyAttempts') countdown.start(result.retryInSeconds);
      else setError('code', { message: t('wrongCode') }, { shouldFocus: true });
    } catch (error) {
      setError('root', { message: failureSentence(error) });
    }
  });
  return { ...plain, loading, secondsLeft: countdown.secondsLeft };
}

/** The second half of a sign-in: the code of an app, or a recovery code. */
export function CodeForm(props: CodeFormProps) {
  const t = useWords();
  const { form, errors, loading, secondsLeft } = useCodeForm(props);
  return (
    <form {...form} className="flex flex-col gap-5">
      <FormField label={t('code')} description={t('codeMeans')} error={errors.get('code')} required>
        <Input name="code" autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} />
      </FormField>
      <FormProblem message={errors.get('root')} />
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
