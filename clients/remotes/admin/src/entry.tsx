import { defineRemoteEntry, routeHandle } from '@payloom/session/remote-entry';
import { ScrollText, UsersRound } from 'lucide-react';
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
      path: '/admin/audit',
      handle: routeHandle({ title: 'Audit log', roles: ['ADMIN'] }),
      lazy: async () => ({ Component: (await import('./pages/audit/audit-page.tsx')).AuditPage }),
    },
  ],
  navigation: [
    { to: '/admin/users', label: 'Users', icon: UsersRound, roles: ['ADMIN'], order: 10 },
    { to: '/admin/audit', label: 'Audit log', icon: ScrollText, roles: ['ADMIN'], order: 20 },
  ],
});
