import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { Button } from '@payloom/ui-kit/button';
import { toast } from '@payloom/ui-kit/toaster';
import { Mail } from 'lucide-react';
import { useEffect } from 'react';
import {
  useSendEmailVerificationMutation,
  useViewerEmailVerifiedQuery,
} from './__generated__/email-notice.ts';
import { useWords } from './words.ts';

/** Whether the viewer's email waits to be confirmed; asked again when they come back, as from their mail. */
function useUnverifiedEmail() {
  // Where it cannot be had there is no notice: a page without it is better than no page.
  const { data, refetch } = useViewerEmailVerifiedQuery({ errorPolicy: 'ignore' });
  const email = data?.viewer?.emailVerified === false ? data.viewer.email : undefined;
  useEffect(() => {
    if (!email) return;
    const ask = () => {
      if (document.visibilityState === 'visible') void refetch().catch(() => undefined);
    };
    document.addEventListener('visibilitychange', ask);
    window.addEventListener('focus', ask);
    return () => {
      document.removeEventListener('visibilitychange', ask);
      window.removeEventListener('focus', ask);
    };
  }, [email, refetch]);
  return { email, refetch };
}

/** Reminds who has not confirmed their email yet, and sends the link again. */
export function EmailNotice() {
  const t = useWords();
  const { email, refetch } = useUnverifiedEmail();
  const [send, { loading }] = useSendEmailVerificationMutation({ fetchPolicy: 'no-cache' });
  const sendAgain = async (): Promise<void> => {
    try {
      const { data } = await send();
      const name = data?.sendEmailVerification.__typename;
      if (name === 'TooManyAttempts') toast.error(t('notSent'), { description: t('tooManyAttempts') });
      else toast.success(t(name === 'EmailVerified' ? 'already' : 'sent'));
      if (name === 'EmailVerified') await refetch();
    } catch (error) {
      toast.error(t('notSent'), { description: failureSentence(error) });
    }
  };
  return (
    <div role="status" aria-label={t('label')}>
      {email && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b bg-warning-soft print:hidden px-4 py-1.5 text-sm text-warning sm:px-6">
          <Mail aria-hidden className="size-4 shrink-0" />
          <span className="min-w-0 flex-1 basis-60 break-words">{t('unverified', { email })}</span>
          <Button variant="outline" size="sm" needsNetwork busy={loading} onClick={() => void sendAgain()}>
            {t('sendAgain')}
          </Button>
        </div>
      )}
    </div>
  );
}
