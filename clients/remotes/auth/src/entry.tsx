import { defineRemoteEntry, routeHandle } from '@payloom/session/remote-entry';
import { ShieldCheck } from 'lucide-react';
import './styles.css';

export default defineRemoteEntry({
  name: 'auth',
  routes: [
    {
      path: '/sign-in',
      handle: routeHandle({ title: 'Sign in', access: 'anonymous' }),
      lazy: async () => ({ Component: (await import('./pages/sign-in/sign-in-page.tsx')).SignInPage }),
    },
    {
      path: '/sign-up',
      handle: routeHandle({ title: 'Create an account', access: 'anonymous' }),
      lazy: async () => ({ Component: (await import('./pages/sign-up/sign-up-page.tsx')).SignUpPage }),
    },
    {
      path: '/security',
      handle: routeHandle({ title: 'Security' }),
      lazy: async () => ({ Component: (await import('./pages/security/security-page.tsx')).SecurityPage }),
    },
  ],
  navigation: [{ to: '/security', label: 'Security', icon: ShieldCheck, order: 95, account: true }],
});
