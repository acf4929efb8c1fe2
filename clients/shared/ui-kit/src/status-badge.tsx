import { Ban, CircleCheck, CircleDashed, CircleX, RefreshCw, type LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Badge, type BadgeProps } from './badge.tsx';

/** Where a payment stands, as the graph names it. */
export type PaymentStatus = 'PENDING' | 'PROCESSING' | 'COMPLETED' | 'FAILED' | 'CANCELLED';

interface Look {
  label: string;
  icon: LucideIcon;
  variant: NonNullable<BadgeProps['variant']>;
}

/** The word, the icon and the colour of each status. */
export const paymentStatusLooks: Record<PaymentStatus, Look> = {
  PENDING: { label: 'Pending', icon: CircleDashed, variant: 'warning' },
  PROCESSING: { label: 'Processing', icon: RefreshCw, variant: 'info' },
  COMPLETED: { label: 'Completed', icon: CircleCheck, variant: 'success' },
  FAILED: { label: 'Failed', icon: CircleX, variant: 'danger' },
  CANCELLED: { label: 'Cancelled', icon: Ban, variant: 'neutral' },
};

/** Where a payment stands: icon and word, never the colour alone. */
export function StatusBadge({
  status,
  ...props
}: { status: PaymentStatus } & Omit<ComponentProps<'span'>, 'children'>) {
  const { label, icon, variant } = paymentStatusLooks[status];
  return (
    <Badge variant={variant} icon={icon} {...props}>
      {label}
    </Badge>
  );
}
