import { Avatar } from '@payloom/ui-kit/avatar';
import type { DataListColumn } from '@payloom/ui-kit/data-list';
import { Money } from '@payloom/ui-kit/money';
import { RelativeTime } from '@payloom/ui-kit/relative-time';
import { ScrollText } from 'lucide-react';
import { Link } from 'react-router';
import { RoleBadge, UserStatusBadge } from '../../user/user-badges.tsx';
import type { UserRowFragment } from './__generated__/user-list.ts';

const missing = <span className="text-muted-foreground">–</span>;

/** What a user is called where there is no name yet. */
export function nameOf({ displayName, email }: Pick<UserRowFragment, 'displayName' | 'email'>): string {
  return displayName ?? email ?? 'No name yet';
}

function Name({ user }: { user: UserRowFragment }) {
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      <Avatar name={nameOf(user)} />
      <span className="truncate">{nameOf(user)}</span>
    </span>
  );
}

function AuditLink({ user }: { user: UserRowFragment }) {
  return (
    <Link
      to={`/admin/audit?actor=${encodeURIComponent(user.id)}`}
      aria-label={`Audit trail of ${nameOf(user)}`}
      className="inline-flex items-center gap-1.5 rounded-sm align-middle font-medium whitespace-nowrap text-accent underline-offset-4 hover:underline"
    >
      <ScrollText aria-hidden className="size-4" />
      Audit trail
    </Link>
  );
}

/** A user as a row or a card. */
export const userColumns: readonly DataListColumn<UserRowFragment>[] = [
  { id: 'name', header: 'Name', primary: true, cell: (user) => <Name user={user} /> },
  {
    id: 'email',
    header: 'Email',
    className: 'max-w-56 truncate',
    cell: ({ email }) => email ?? missing,
  },
  { id: 'role', header: 'Role', cell: ({ role }) => <RoleBadge role={role} /> },
  {
    id: 'status',
    header: 'Status',
    cell: ({ status }) => (status ? <UserStatusBadge status={status} /> : missing),
  },
  {
    id: 'registered',
    header: 'Registered',
    wide: true,
    cell: ({ createdAt }) => <RelativeTime value={createdAt} className="text-muted-foreground" />,
  },
  {
    id: 'balance',
    header: 'Balance',
    align: 'end',
    card: 'aside',
    cell: ({ wallet }) => (wallet ? <Money className="font-medium" {...balanceOf(wallet)} /> : missing),
  },
  { id: 'audit', header: 'Activity', align: 'end', cell: (user) => <AuditLink user={user} /> },
];

function balanceOf({ balance: { amountMinor, currency } }: NonNullable<UserRowFragment['wallet']>) {
  return { amountMinor, currency };
}
