import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { Button } from '@payloom/ui-kit/button';
import { useState } from 'react';
import { FormProblem } from '../../form-problems/form-problem.tsx';
import { useSendEmailVerificationAgainMutation } from './__generated__/verify-email.ts';
import { useWords } from './words.ts';

/** Has the link sent once more, to the viewer's own email. */
export function SendAgain() {
  const t = useWords();
  const [send, { loading }] = useSendEmailVerificationAgainMutation({ fetchPolicy: 'no-cache' });
  const [said, setSaid] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const sendAgain = async (): Promise<void> => {
    setProblem(undefined);
    try {
      const { data } = await send();
      const result = data?.sendEmailVerification;
      if (result?.__typename === 'TooManyAttempts') setProblem(t('tooManyAttempts'));
      else if (result)
        setSaid(t(result.__typename === 'EmailVerified' ? 'already' : 'sent', { email: result.email }));
    } catch (error) {
      setProblem(failureSentence(error));
    }
  };
  return (
    <>
      <p role="status">{said}</p>
      <FormProblem message={problem} />
      {said === undefined && (
        <Button size="lg" busy={loading} onClick={() => void sendAgain()}>
          {t('sendAgain')}
        </Button>
      )}
    </>
  );
}
