import { useSession } from '@payloom/session/use-session';
import { Avatar } from '@payloom/ui-kit/avatar';
import { Button } from '@payloom/ui-kit/button';
import { LiveGlow } from '@payloom/ui-kit/live-glow';
import { PageHeader } from '@payloom/ui-kit/page-header';
import { Ban, LogOut, ShieldCheck, UserCheck } from 'lucide-react';
import { useState } from 'react';
import { personName } from '../../people/person-name.ts';
import { RoleBadge, roles, statuses, UserStatusBadge } from '../../user/user-badges.tsx';
import type { UserFactsFragment } from './__generated__/user-detail.ts';
import { ManageUserDialog } from './manage-user-dialog.tsx';
import type { Action } from './use-manage-user.ts';

interface ActionsProps {
  user: UserFactsFragment;
  /** Nobody demotes or suspends themselves. */
  isOwn: boolean;
  onAction: (action: Action) => void;
}

function Actions({ user: { status }, isOwn, onAction }: ActionsProps) {
  return (
    <>
      <Button variant="outline" onClick={() => onAction('endSessions')}>
        <LogOut aria-hidden />
        End sessions
      </Button>
      {!isOwn && (
        <Button variant="outline" onClick={() => onAction('changeRole')}>
          <ShieldCheck aria-hidden />
          Change role
        </Button>
      )}
      {!isOwn && status === 'ACTIVE' && (
        <Button variant="destructive" onClick={() => onAction('suspend')}>
          <Ban aria-hidden />
          Suspend
        </Button>
      )}
      {!isOwn && status === 'SUSPENDED' && (
        <Button onClick={() => onAction('reinstate')}>
          <UserCheck aria-hidden />
          Reinstate
        </Button>
      )}
    </>
  );
}

/** Who it is, and what can be done to them. */
export function UserHeader({ user, onDone }: { user: UserFactsFragment; onDone: () => void }) {
  const { viewer } = useSession();
  const [action, setAction] = useState<Action>();
  const { role, status } = user;
  const name = personName(user);
  return (
    <>
      <PageHeader
        back={{ to: '/admin/users', label: 'Users' }}
        title={
          <span className="flex min-w-0 items-center gap-3">
            <Avatar name={name} size="lg" />
            <span className="min-w-0 break-words">{name}</span>
          </span>
        }
        description={
          <span className="mt-2 flex flex-wrap gap-2">
            <LiveGlow value={role} announce={`Role: ${roles[role].label}`}>
              <RoleBadge role={role} />
            </LiveGlow>
            {status && (
              <LiveGlow value={status} announce={`Status: ${statuses[status].label}`}>
                <UserStatusBadge status={status} />
              </LiveGlow>
            )}
          </span>
        }
        actions={<Actions user={user} isOwn={viewer?.id === user.id} onAction={setAction} />}
      />
      <ManageUserDialog user={user} action={action} onClose={() => setAction(undefined)} onDone={onDone} />
    </>
  );
}
