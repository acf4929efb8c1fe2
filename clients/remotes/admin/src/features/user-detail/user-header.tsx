import { useSession } from '@payloom/session/use-session';
import { Avatar } from '@payloom/ui-kit/avatar';
import { Button } from '@payloom/ui-kit/button';
import { LiveGlow } from '@payloom/ui-kit/live-glow';
import { PageHeader } from '@payloom/ui-kit/page-header';
import { Ban, LogOut, ShieldCheck, UserCheck } from 'lucide-react';
import { useState } from 'react';
import { personName } from '../../people/person-name.ts';
import { RoleBadge, UserStatusBadge } from '../../user/user-badges.tsx';
import type { UserFactsFragment } from './__generated__/user-detail.ts';
import { ManageUserDialog } from './manage-user-dialog.tsx';
import type { Action } from './use-manage-user.ts';
import { useWords as useUserWords } from '../../user/words.ts';
import { useWords } from './words.ts';

interface ActionsProps {
  user: UserFactsFragment;
  /** Nobody demotes or suspends themselves. */
  isOwn: boolean;
  onAction: (action: Action) => void;
}

function Actions({ user: { status }, isOwn, onAction }: ActionsProps) {
  const t = useWords();
  return (
    <>
      <Button variant="outline" onClick={() => onAction('endSessions')}>
        <LogOut aria-hidden />
        {t('actions.endSessions')}
      </Button>
      {!isOwn && (
        <Button variant="outline" onClick={() => onAction('changeRole')}>
          <ShieldCheck aria-hidden />
          {t('changeRole.button')}
        </Button>
      )}
      {!isOwn && status === 'ACTIVE' && (
        <Button variant="destructive" onClick={() => onAction('suspend')}>
          <Ban aria-hidden />
          {t('actions.suspend')}
        </Button>
      )}
      {!isOwn && status === 'SUSPENDED' && (
        <Button onClick={() => onAction('reinstate')}>
          <UserCheck aria-hidden />
          {t('actions.reinstate')}
        </Button>
      )}
    </>
  );
}

/** Who it is, and what can be done to them. */
export function UserHeader({ user, onDone }: { user: UserFactsFragment; onDone: () => void }) {
  const t = useWords();
  const words = useUserWords();
  const { viewer } = useSession();
  const [action, setAction] = useState<Action>();
  const { role, status } = user;
  const name = personName(user);
  return (
    <>
      <PageHeader
        back={{ to: '/admin/users', label: t('users') }}
        title={
          <span className="flex min-w-0 items-center gap-3">
            <Avatar name={name} src={user.avatar?.url} size="lg" />
            <span className="min-w-0 break-words">{name}</span>
          </span>
        }
        description={
          <span className="mt-2 flex flex-wrap gap-2">
            <LiveGlow value={role} announce={t('roleNow', { role: words(`role.${role}`) })}>
              <RoleBadge role={role} />
            </LiveGlow>
            {status && (
              <LiveGlow value={status} announce={t('statusNow', { status: words(`status.${status}`) })}>
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
