import { Badge, type BadgeProps } from '@payloom/ui-kit/badge';
import { CircleAlert, RotateCw, Trash2, type LucideIcon } from 'lucide-react';
import type { DeadLetterRowFragment, DeadLetterStatus } from './__generated__/dead-letter.ts';

interface Look {
  label: string;
  icon: LucideIcon;
  variant: NonNullable<BadgeProps['variant']>;
}

const looks: Record<DeadLetterStatus, Look> = {
  OPEN: { label: 'Open', icon: CircleAlert, variant: 'warning' },
  REPLAYED: { label: 'Replayed', icon: RotateCw, variant: 'info' },
  DISCARDED: { label: 'Discarded', icon: Trash2, variant: 'neutral' },
};

/** Where a dead letter stands: icon and word, never the colour alone. */
export function LetterStatus({ status }: Pick<DeadLetterRowFragment, 'status'>) {
  const { label, icon, variant } = looks[status];
  return (
    <Badge variant={variant} icon={icon}>
      {label}
    </Badge>
  );
}

/** When it came to be as it is: given up, or replayed or discarded. */
export function standsSince(letter: DeadLetterRowFragment): string {
  return (letter.status === 'OPEN' ? null : letter.resolvedAt) ?? letter.parkedAt;
}
