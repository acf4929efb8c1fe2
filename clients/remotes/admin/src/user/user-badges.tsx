import { Badge, type BadgeProps } from '@payloom/ui-kit/badge';
import { Ban, CircleCheck, ShieldCheck, Store, UserRound, type LucideIcon } from 'lucide-react';
import { useWords } from './words.ts';

export type Role = 'CUSTOMER' | 'VENDOR' | 'ADMIN';
export type UserStatus = 'ACTIVE' | 'SUSPENDED';

interface Look {
  icon: LucideIcon;
  variant: NonNullable<BadgeProps['variant']>;
}

/** The icon and the colour of each role. */
const roles: Record<Role, Look> = {
  CUSTOMER: { icon: UserRound, variant: 'neutral' },
  VENDOR: { icon: Store, variant: 'info' },
  ADMIN: { icon: ShieldCheck, variant: 'accent' },
};

const statuses: Record<UserStatus, Look> = {
  ACTIVE: { icon: CircleCheck, variant: 'success' },
  SUSPENDED: { icon: Ban, variant: 'danger' },
};

/** What somebody may do. */
export function RoleBadge({ role }: { role: Role }) {
  const t = useWords();
  return <Badge {...roles[role]}>{t(`role.${role}`)}</Badge>;
}

/** Whether somebody may sign in. */
export function UserStatusBadge({ status }: { status: UserStatus }) {
  const t = useWords();
  return <Badge {...statuses[status]}>{t(`status.${status}`)}</Badge>;
}
