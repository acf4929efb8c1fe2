import type { User } from './entities/user.entity.ts';

/** What a role may do beyond its own data. Customers and vendors have the rights of ownership alone. */
export const scopesByRole: Readonly<Record<User['role'], readonly string[]>> = {
  CUSTOMER: [],
  VENDOR: [],
  ADMIN: [
    'users:read',
    'users:manage',
    'audit:read',
    'ledger:read',
    'payments:read',
    'events:read',
    'events:manage',
    'settings:read',
    'settings:manage',
    'health:read',
  ],
};
