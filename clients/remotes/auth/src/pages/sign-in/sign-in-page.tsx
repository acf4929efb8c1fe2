import { keepsCookies } from '@payloom/session/keeps-cookies';
import { useSession } from '@payloom/session/use-session';
import { SignInForm } from '../../features/sign-in/sign-in-form.tsx';
import { AccountFrame } from '../account-frame.tsx';
import { useWords } from '../words.ts';

/** For who has an account. */
export function SignInPage() {
  const t = useWords();
  const state = useSession();
  const ended = state.status === 'anonymous' ? state.notice : undefined;
  return (
    <AccountFrame
      title={t('signIn')}
      description={t('signInMeans')}
      notices={[ended && t(`ended.${ended}`), !keepsCookies() && t('noCookies')]}
      otherwise={{ question: t('noAccount'), to: '/sign-up', label: t('signUp') }}
    >
      <SignInForm />
    </AccountFrame>
  );
}
