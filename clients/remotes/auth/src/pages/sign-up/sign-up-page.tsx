import { RegisterForm } from '../../features/register/register-form.tsx';
import { AccountFrame } from '../account-frame.tsx';

/** For who has no account yet. */
export function SignUpPage() {
  return (
    <AccountFrame
      title="Create an account"
      description="A wallet comes with it. It takes a minute."
      otherwise={{ question: 'Have an account?', to: '/sign-in', label: 'Sign in' }}
    >
      <RegisterForm />
    </AccountFrame>
  );
}
