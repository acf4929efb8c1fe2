import { keepsCookies } from '@payloom/session/keeps-cookies';
import { RegisterForm } from '../../features/register/register-form.tsx';
import { AccountFrame } from '../account-frame.tsx';
import { useWords } from '../words.ts';

/** For who has no account yet. */
export function SignUpPage() {
  const t = useWords();
  return (
    <AccountFrame
      title={t('signUp')}
      description={t('signUpMeans')}
      notices={[!keepsCookies() && t('noCookies')]}
      otherwise={{ question: t('haveAccount'), to: '/sign-in', label: t('signIn') }}
    >
      <RegisterForm />
    </AccountFrame>
  );
}
