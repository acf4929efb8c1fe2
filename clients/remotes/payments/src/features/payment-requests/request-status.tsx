import { Badge, type BadgeProps } from '@payloom/ui-kit/badge';
import { LiveGlow } from '@payloom/ui-kit/live-glow';
import { Ban, CircleCheck, CircleDashed, TimerOff, type LucideIcon } from 'lucide-react';
import type { RequestRowFragment } from '../../payment/__generated__/request.ts';
import { useWords } from './words.ts';

type Status = RequestRowFragment['status'];

const looks: Record<Status, { icon: LucideIcon; variant: NonNullable<BadgeProps['variant']> }> = {
  OPEN: { icon: CircleDashed, variant: 'info' },
  PAID: { icon: CircleCheck, variant: 'success' },
  CANCELLED: { icon: Ban, variant: 'neutral' },
  EXPIRED: { icon: TimerOff, variant: 'warning' },
};

/** Where a request stands; glows when that changes. */
export function RequestStatus({ status }: { status: Status }) {
  const t = useWords();
  return (
    <LiveGlow value={status} className="inline-flex rounded-md">
      <Badge {...looks[status]}>{t(`status.${status}`)}</Badge>
    </LiveGlow>
  );
}
