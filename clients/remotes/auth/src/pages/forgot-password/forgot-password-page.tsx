import { useSession } from '@payloom/session/use-session';
import { ForgotPasswordForm } from '../../features/forgot-password/forgot-password-form.tsx';
import { AccountFrame } from '../account-frame.tsx';
import { useWords } from '../words.ts';

/** For who cannot sign in any more. */
export function ForgotPasswordPage() {
  const t = useWords();
  const { viewer } = useSession();
  return (
    <AccountFrame
      title={t('forgotPassword')}
      description={t('forgotPasswordMeans')}
      otherwise={viewer ? undefined : { question: t('haveAccount'), to: '/sign-in', label: t('signIn') }}
    >
      <ForgotPasswordForm />
    </AccountFrame>
  );
}
