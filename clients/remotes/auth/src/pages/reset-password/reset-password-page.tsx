import { useSession } from '@payloom/session/use-session';
import { ResetPasswordForm } from '../../features/reset-password/reset-password-form.tsx';
import { AccountFrame } from '../account-frame.tsx';
import { useWords } from '../words.ts';

/** Where the link leads that was asked for, or that came with an invitation. */
export function ResetPasswordPage() {
  const t = useWords();
  const { viewer } = useSession();
  return (
    <AccountFrame
      title={t('resetPassword')}
      description={t('resetPasswordMeans')}
      otherwise={viewer ? undefined : { question: t('haveAccount'), to: '/sign-in', label: t('signIn') }}
    >
      <ResetPasswordForm />
    </AccountFrame>
  );
}
