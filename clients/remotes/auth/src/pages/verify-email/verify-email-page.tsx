import { useSession } from '@payloom/session/use-session';
import { VerifyEmail } from '../../features/verify-email/verify-email.tsx';
import { AccountFrame } from '../account-frame.tsx';
import { useWords } from '../words.ts';

/** Where the link in the first mail leads. */
export function VerifyEmailPage() {
  const t = useWords();
  const { viewer } = useSession();
  return (
    <AccountFrame
      title={t('verifyEmail')}
      description={t('verifyEmailMeans')}
      otherwise={viewer ? undefined : { question: t('haveAccount'), to: '/sign-in', label: t('signIn') }}
    >
      <VerifyEmail />
    </AccountFrame>
  );
}
