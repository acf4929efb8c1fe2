import { defineRemoteEntry, routeHandle } from '@payloom/session/remote-entry';
import { Bell, UserRound } from 'lucide-react';
import { lazy } from 'react';
import './styles.css';
import { useWords } from './words.ts';

const NotificationBell = lazy(async () => ({
  default: (await import('./features/notifications/notification-bell.tsx')).NotificationBell,
}));

export default defineRemoteEntry({
  name: 'profile',
  routes: [
    {
      path: '/profile',
      handle: routeHandle({ title: useWords.later('profile') }),
      lazy: async () => ({ Component: (await import('./pages/profile/profile-page.tsx')).ProfilePage }),
    },
    {
      path: '/notifications',
      handle: routeHandle({ title: useWords.later('notifications') }),
      lazy: async () => ({
        Component: (await import('./pages/notifications/notifications-page.tsx')).NotificationsPage,
      }),
    },
  ],
  commands: [
    {
      id: 'profile.notifications',
      label: useWords.later('notifications'),
      icon: Bell,
      to: '/notifications',
    },
  ],
  navigation: [
    {
      to: '/profile',
      label: useWords.later('profile'),
      icon: UserRound,
      order: 90,
      account: true,
      keys: 'g i',
    },
  ],
  header: [{ component: NotificationBell, order: 10 }],
});
