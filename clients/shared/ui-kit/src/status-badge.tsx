import { Ban, CircleCheck, CircleDashed, CircleX, RefreshCw, type LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Badge, type BadgeProps } from './badge.tsx';
import { useWords } from './words.ts';

/** Where a payment stands, as the graph names it. */
export type PaymentStatus = 'PENDING' | 'PROCESSING' | 'COMPLETED' | 'FAILED' | 'CANCELLED';

interface Look {
  icon: LucideIcon;
  variant: NonNullable<BadgeProps['variant']>;
}

/** The icon and the colour of each status. */
const looks: Record<PaymentStatus, Look> = {
  PENDING: { icon: CircleDashed, variant: 'warning' },
  PROCESSING: { icon: RefreshCw, variant: 'info' },
  COMPLETED: { icon: CircleCheck, variant: 'success' },
  FAILED: { icon: CircleX, variant: 'danger' },
  CANCELLED: { icon: Ban, variant: 'neutral' },
};

/** Where a payment stands: icon and word, never the colour alone. */
export function StatusBadge({
  status,
  ...props
}: { status: PaymentStatus } & Omit<ComponentProps<'span'>, 'children'>) {
  const t = useWords();
  const { icon, variant } = looks[status];
  return (
    <Badge variant={variant} icon={icon} {...props}>
      {t(`paymentStatus.${status}`)}
    </Badge>
  );
}
