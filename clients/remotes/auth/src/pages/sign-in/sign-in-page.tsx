import { useSession } from '@payloom/session/use-session';
import { SignInForm } from '../../features/sign-in/sign-in-form.tsx';
import { AccountFrame } from '../account-frame.tsx';

/** For who has an account. */
export function SignInPage() {
  const state = useSession();
  return (
    <AccountFrame
      title="Sign in"
      description="Pay people, get paid, and watch it happen."
      notice={state.status === 'anonymous' ? state.notice : undefined}
      otherwise={{ question: 'New to Payloom?', to: '/sign-up', label: 'Create an account' }}
    >
      <SignInForm />
    </AccountFrame>
  );
}
