import { defineRemoteEntry, routeHandle } from '@payloom/session/remote-entry';
import { ChartColumn, HeartPulse, ScrollText, SlidersHorizontal, UsersRound, Waypoints } from 'lucide-react';
import './styles.css';

export default defineRemoteEntry({
  name: 'admin',
  routes: [
    {
      path: '/admin/users',
      handle: routeHandle({ title: 'Users', roles: ['ADMIN'] }),
      lazy: async () => ({ Component: (await import('./pages/users/users-page.tsx')).UsersPage }),
    },
    {
      path: '/admin/users/:userId',
      handle: routeHandle({ title: 'User', roles: ['ADMIN'] }),
      lazy: async () => ({ Component: (await import('./pages/user/user-page.tsx')).UserPage }),
    },
    {
      path: '/admin/audit',
      handle: routeHandle({ title: 'Audit log', roles: ['ADMIN'] }),
      lazy: async () => ({ Component: (await import('./pages/audit/audit-page.tsx')).AuditPage }),
    },
    {
      path: '/admin/events',
      handle: routeHandle({ title: 'Events', roles: ['ADMIN'] }),
      lazy: async () => ({ Component: (await import('./pages/events/events-page.tsx')).EventsPage }),
    },
    {
      path: '/admin/figures',
      handle: routeHandle({ title: 'Key figures', roles: ['ADMIN'] }),
      lazy: async () => ({ Component: (await import('./pages/figures/figures-page.tsx')).FiguresPage }),
    },
    {
      path: '/admin/health',
      handle: routeHandle({ title: 'Health', roles: ['ADMIN'] }),
      lazy: async () => ({ Component: (await import('./pages/health/health-page.tsx')).HealthPage }),
    },
    {
      path: '/admin/settings',
      handle: routeHandle({ title: 'Settings', roles: ['ADMIN'] }),
      lazy: async () => ({ Component: (await import('./pages/settings/settings-page.tsx')).SettingsPage }),
    },
  ],
  navigation: [
    { to: '/admin/users', label: 'Users', icon: UsersRound, roles: ['ADMIN'], order: 10 },
    { to: '/admin/audit', label: 'Audit log', icon: ScrollText, roles: ['ADMIN'], order: 20 },
    { to: '/admin/events', label: 'Events', icon: Waypoints, roles: ['ADMIN'], order: 30 },
    { to: '/admin/figures', label: 'Key figures', icon: ChartColumn, roles: ['ADMIN'], order: 94 },
    { to: '/admin/health', label: 'Health', icon: HeartPulse, roles: ['ADMIN'], order: 95 },
    { to: '/admin/settings', label: 'Settings', icon: SlidersHorizontal, roles: ['ADMIN'], order: 96 },
  ],
});
