import { defineRemoteEntry, routeHandle } from '@payloom/session/remote-entry';
import {
  ChartColumn,
  HeartPulse,
  ScrollText,
  SlidersHorizontal,
  UserPlus,
  UsersRound,
  Waypoints,
} from 'lucide-react';
import { dashboard } from './dashboard/dashboard.ts';
import './styles.css';
import { useWords } from './words.ts';

export default defineRemoteEntry({
  name: 'admin',
  routes: [
    {
      path: '/admin/users',
      handle: routeHandle({ title: useWords.later('users'), roles: ['ADMIN'] }),
      lazy: async () => ({ Component: (await import('./pages/users/users-page.tsx')).UsersPage }),
    },
    {
      path: '/admin/users/:userId',
      handle: routeHandle({ title: useWords.later('user'), roles: ['ADMIN'] }),
      lazy: async () => ({ Component: (await import('./pages/user/user-page.tsx')).UserPage }),
    },
    {
      path: '/admin/audit',
      handle: routeHandle({ title: useWords.later('audit'), roles: ['ADMIN'] }),
      lazy: async () => ({ Component: (await import('./pages/audit/audit-page.tsx')).AuditPage }),
    },
    {
      path: '/admin/events',
      handle: routeHandle({ title: useWords.later('events'), roles: ['ADMIN'] }),
      lazy: async () => ({ Component: (await import('./pages/events/events-page.tsx')).EventsPage }),
    },
    {
      path: '/admin/figures',
      handle: routeHandle({ title: useWords.later('figures'), roles: ['ADMIN'] }),
      lazy: async () => ({ Component: (await import('./pages/figures/figures-page.tsx')).FiguresPage }),
    },
    {
      path: '/admin/health',
      handle: routeHandle({ title: useWords.later('health'), roles: ['ADMIN'] }),
      lazy: async () => ({ Component: (await import('./pages/health/health-page.tsx')).HealthPage }),
    },
    {
      path: '/admin/settings',
      handle: routeHandle({ title: useWords.later('settings'), roles: ['ADMIN'] }),
      lazy: async () => ({ Component: (await import('./pages/settings/settings-page.tsx')).SettingsPage }),
    },
  ],
  navigation: [
    {
      to: '/admin/users',
      label: useWords.later('users'),
      icon: UsersRound,
      roles: ['ADMIN'],
      order: 10,
      keys: 'g u',
    },
    {
      to: '/admin/audit',
      label: useWords.later('audit'),
      icon: ScrollText,
      roles: ['ADMIN'],
      order: 20,
      keys: 'g a',
    },
    {
      to: '/admin/events',
      label: useWords.later('events'),
      icon: Waypoints,
      roles: ['ADMIN'],
      order: 30,
      keys: 'g e',
    },
    {
      to: '/admin/figures',
      label: useWords.later('figures'),
      icon: ChartColumn,
      roles: ['ADMIN'],
      order: 40,
      keys: 'g f',
    },
    {
      to: '/admin/health',
      label: useWords.later('health'),
      icon: HeartPulse,
      roles: ['ADMIN'],
      order: 50,
      keys: 'g h',
    },
    {
      to: '/admin/settings',
      label: useWords.later('settings'),
      icon: SlidersHorizontal,
      roles: ['ADMIN'],
      order: 60,
      keys: 'g t',
    },
  ],
  commands: [
    {
      id: 'admin.create-user',
      label: useWords.later('createUser'),
      icon: UserPlus,
      to: '/admin/users?create=user',
      roles: ['ADMIN'],
    },
  ],
  searches: [
    {
      id: 'users',
      label: useWords.later('users'),
      icon: UsersRound,
      roles: ['ADMIN'],
      load: async () => (await import('./features/find-users/find-users.ts')).findUsers,
    },
  ],
  dashboard,
});
