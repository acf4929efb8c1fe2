import { defineRemoteEntry, routeHandle } from '@payloom/session/remote-entry';
import { ShieldCheck } from 'lucide-react';
import './styles.css';
import { useWords } from './words.ts';

export default defineRemoteEntry({
  name: 'auth',
  routes: [
    {
      path: '/sign-in',
      handle: routeHandle({ title: useWords.later('signIn'), access: 'anonymous' }),
      lazy: async () => ({
        Component: (await import(/* webpackChunkName: "sign-in" */ './pages/sign-in/sign-in-page.tsx'))
          .SignInPage,
      }),
    },
    {
      path: '/sign-up',
      handle: routeHandle({ title: useWords.later('signUp'), access: 'anonymous' }),
      lazy: async () => ({ Component: (await import('./pages/sign-up/sign-up-page.tsx')).SignUpPage }),
    },
    {
      path: '/forgot-password',
      handle: routeHandle({ title: useWords.later('forgotPassword'), access: 'anonymous' }),
      lazy: async () => ({
        Component: (await import('./pages/forgot-password/forgot-password-page.tsx')).ForgotPasswordPage,
      }),
    },
    {
      path: '/reset-password',
      handle: routeHandle({ title: useWords.later('resetPassword'), access: 'anyone' }),
      lazy: async () => ({
        Component: (await import('./pages/reset-password/reset-password-page.tsx')).ResetPasswordPage,
      }),
    },
    {
      path: '/verify-email',
      handle: routeHandle({ title: useWords.later('verifyEmail'), access: 'anyone' }),
      lazy: async () => ({
        Component: (await import('./pages/verify-email/verify-email-page.tsx')).VerifyEmailPage,
      }),
    },
    {
      path: '/security',
      handle: routeHandle({ title: useWords.later('security') }),
      lazy: async () => ({ Component: (await import('./pages/security/security-page.tsx')).SecurityPage }),
    },
  ],
  navigation: [
    {
      to: '/security',
      label: useWords.later('security'),
      icon: ShieldCheck,
      order: 95,
      account: true,
      keys: 'g c',
    },
  ],
});
