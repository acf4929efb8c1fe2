import type { Role, UserStatus } from './user-badges.tsx';

/** What the list of users is narrowed to; empty is everybody. */
export interface UserListFilter {
  search: string;
  role: Role | '';
  status: UserStatus | '';
}

export const roleNames: readonly Role[] = ['CUSTOMER', 'VENDOR', 'ADMIN'];
export const statusNames: readonly UserStatus[] = ['ACTIVE', 'SUSPENDED'];

/** The filter as it stands in the address: `?role=vendor&status=suspended`; a word that is none is as if it were not there. */
export function readUserFilter(search: string, role: string, status: string): UserListFilter {
  return {
    search,
    role: roleNames.find((name) => name.toLowerCase() === role) ?? '',
    status: statusNames.find((name) => name.toLowerCase() === status) ?? '',
  };
}

/** What the graph is asked for; null where everybody is. */
export function askedUsers({ search, role, status }: UserListFilter) {
  if (!search && !role && !status) return null;
  return { ...(search && { search }), ...(role && { role }), ...(status && { status }) };
}
