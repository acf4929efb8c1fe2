import { defineRemoteEntry, routeHandle } from '@payloom/session/remote-entry';
import { UserRound } from 'lucide-react';
import './styles.css';

export default defineRemoteEntry({
  name: 'profile',
  routes: [
    {
      path: '/profile',
      handle: routeHandle({ title: 'Profile' }),
      lazy: async () => ({ Component: (await import('./pages/profile/profile-page.tsx')).ProfilePage }),
    },
  ],
  navigation: [{ to: '/profile', label: 'Profile', icon: UserRound, order: 90, account: true }],
});
