import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { session } from '@payloom/session/session';
import { useSession } from '@payloom/session/use-session';
import { Button } from '@payloom/ui-kit/button';
import { MailCheck } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation } from 'react-router';
import { FormProblem } from '../../form-problems/form-problem.tsx';
import { OwnEmailVerifiedDocument, useVerifyEmailMutation } from './__generated__/verify-email.ts';
import { SendAgain } from './send-again.tsx';
import { useWords } from './words.ts';

type Outcome = { readonly email: string } | 'expired' | undefined;

function useVerifyEmail() {
  const { hash } = useLocation();
  const [verify, { loading }] = useVerifyEmailMutation({ fetchPolicy: 'no-cache' });
  const [outcome, setOutcome] = useState<Outcome>();
  const [failure, setFailure] = useState<string>();
  const confirm = async (): Promise<void> => {
    setFailure(undefined);
    try {
      const { data } = await verify({
        variables: { input: { token: hash.slice(1) } },
        // What the page says of an email that is not confirmed goes away by this.
        refetchQueries: session.getState().viewer ? [OwnEmailVerifiedDocument] : [],
      });
      const result = data?.verifyEmail;
      if (result) setOutcome(result.__typename === 'EmailVerified' ? { email: result.email } : 'expired');
      // The token says too whether the email is proven.
      if (session.getState().viewer) await session.refresh();
    } catch (error) {
      setFailure(failureSentence(error));
    }
  };
  return { confirm, loading, outcome, failure };
}

/** Confirms the email that a link was mailed to: by a click, since some mail programs open every link by themselves. */
export function VerifyEmail() {
  const t = useWords();
  const { confirm, loading, outcome, failure } = useVerifyEmail();
  if (outcome === 'expired') return <Expired />;
  if (outcome)
    return (
      <div className="flex flex-col gap-5">
        <p role="status" className="flex gap-2 text-success">
          <MailCheck aria-hidden className="mt-0.5 size-5 shrink-0" />
          <span className="min-w-0 break-words">{t('confirmed', { email: outcome.email })}</span>
        </p>
        <Button asChild size="lg">
          <Link to="/">{t('goOn')}</Link>
        </Button>
      </div>
    );
  return (
    <div className="flex flex-col gap-5">
      <p>{t('explain')}</p>
      <FormProblem message={failure} />
      <Button size="lg" busy={loading} onClick={() => void confirm()}>
        {t('confirm')}
      </Button>
    </div>
  );
}

function Expired() {
  const t = useWords();
  const { viewer } = useSession();
  return (
    <div className="flex flex-col gap-5">
      <FormProblem message={t('expired')} />
      {viewer ? (
        <SendAgain />
      ) : (
        <>
          <p>{t('signInForAnother')}</p>
          <Button asChild size="lg">
            <Link to="/sign-in">{t('signIn')}</Link>
          </Button>
        </>
      )}
    </div>
  );
}
