import { Avatar } from '@payloom/ui-kit/avatar';
import type { DataListColumn } from '@payloom/ui-kit/data-list';
import { Money } from '@payloom/ui-kit/money';
import { RelativeTime } from '@payloom/ui-kit/relative-time';
import { ScrollText } from 'lucide-react';
import { Link } from 'react-router';
import { RoleBadge, UserStatusBadge } from '../../user/user-badges.tsx';
import type { UserRowFragment } from './__generated__/user-list.ts';
import { useWords } from './words.ts';

const missing = <span className="text-muted-foreground">–</span>;

/** What a user is called where there is no name yet. */
export function nameOf({ displayName, email }: Pick<UserRowFragment, 'displayName' | 'email'>): string {
  return displayName ?? email ?? useWords.now()('nameless');
}

function Name({ user }: { user: UserRowFragment }) {
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      <Avatar name={nameOf(user)} src={user.avatar?.url} />
      <span className="truncate">{nameOf(user)}</span>
    </span>
  );
}

function AuditLink({ user }: { user: UserRowFragment }) {
  const t = useWords();
  return (
    <Link
      to={`/admin/audit?actor=${encodeURIComponent(user.id)}`}
      aria-label={t('auditOf', { name: nameOf(user) })}
      className="inline-flex items-center gap-1.5 rounded-sm align-middle font-medium whitespace-nowrap text-accent underline-offset-4 hover:underline"
    >
      <ScrollText aria-hidden className="size-4" />
      {t('audit')}
    </Link>
  );
}

/** A user as a row or a card. */
export const userColumns: readonly DataListColumn<UserRowFragment>[] = [
  { id: 'name', header: useWords.later('name'), primary: true, cell: (user) => <Name user={user} /> },
  {
    id: 'email',
    header: useWords.later('email'),
    className: 'max-w-56 truncate',
    cell: ({ email }) => email ?? missing,
  },
  { id: 'role', header: useWords.later('role'), cell: ({ role }) => <RoleBadge role={role} /> },
  {
    id: 'status',
    header: useWords.later('status'),
    cell: ({ status }) => (status ? <UserStatusBadge status={status} /> : missing),
  },
  {
    id: 'registered',
    header: useWords.later('registered'),
    wide: true,
    cell: ({ createdAt }) => <RelativeTime value={createdAt} className="text-muted-foreground" />,
  },
  {
    id: 'balance',
    header: useWords.later('balance'),
    align: 'end',
    card: 'aside',
    cell: ({ wallet }) => (wallet ? <Money className="font-medium" {...balanceOf(wallet)} /> : missing),
  },
  {
    id: 'audit',
    header: useWords.later('activity'),
    align: 'end',
    cell: (user) => <AuditLink user={user} />,
  },
];

function balanceOf({ balance: { amountMinor, currency } }: NonNullable<UserRowFragment['wallet']>) {
  return { amountMinor, currency };
}
