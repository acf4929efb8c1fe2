import { Badge, type BadgeProps } from '@payloom/ui-kit/badge';
import { Ban, CircleCheck, ShieldCheck, Store, UserRound, type LucideIcon } from 'lucide-react';

export type Role = 'CUSTOMER' | 'VENDOR' | 'ADMIN';
export type UserStatus = 'ACTIVE' | 'SUSPENDED';

interface Look {
  label: string;
  icon: LucideIcon;
  variant: NonNullable<BadgeProps['variant']>;
}

/** The word, the icon and the colour of each role. */
export const roles: Record<Role, Look> = {
  CUSTOMER: { label: 'Customer', icon: UserRound, variant: 'neutral' },
  VENDOR: { label: 'Vendor', icon: Store, variant: 'info' },
  ADMIN: { label: 'Administrator', icon: ShieldCheck, variant: 'accent' },
};

export const statuses: Record<UserStatus, Look> = {
  ACTIVE: { label: 'Active', icon: CircleCheck, variant: 'success' },
  SUSPENDED: { label: 'Suspended', icon: Ban, variant: 'danger' },
};

function LookBadge({ look: { label, icon, variant } }: { look: Look }) {
  return (
    <Badge variant={variant} icon={icon}>
      {label}
    </Badge>
  );
}

/** What somebody may do. */
export const RoleBadge = ({ role }: { role: Role }) => <LookBadge look={roles[role]} />;

/** Whether somebody may sign in. */
export const UserStatusBadge = ({ status }: { status: UserStatus }) => <LookBadge look={statuses[status]} />;
