import { Badge, type BadgeProps } from '@payloom/ui-kit/badge';
import { CircleAlert, RotateCw, Trash2, type LucideIcon } from 'lucide-react';
import type { DeadLetterRowFragment, DeadLetterStatus } from './__generated__/dead-letter.ts';
import { useWords } from './words.ts';

interface Look {
  icon: LucideIcon;
  variant: NonNullable<BadgeProps['variant']>;
}

const looks: Record<DeadLetterStatus, Look> = {
  OPEN: { icon: CircleAlert, variant: 'warning' },
  REPLAYED: { icon: RotateCw, variant: 'info' },
  DISCARDED: { icon: Trash2, variant: 'neutral' },
};

/** Where a dead letter stands: icon and word, never the colour alone. */
export function LetterStatus({ status }: Pick<DeadLetterRowFragment, 'status'>) {
  const t = useWords();
  const { icon, variant } = looks[status];
  return (
    <Badge variant={variant} icon={icon}>
      {t(`status.${status}`)}
    </Badge>
  );
}

/** When it came to be as it is: given up, or replayed or discarded. */
export function standsSince(letter: DeadLetterRowFragment): string {
  return (letter.status === 'OPEN' ? null : letter.resolvedAt) ?? letter.parkedAt;
}
