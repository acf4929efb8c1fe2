import { Badge, type BadgeProps } from '@payloom/ui-kit/badge';
import type { DataListColumn } from '@payloom/ui-kit/data-list';
import { LiveGlow } from '@payloom/ui-kit/live-glow';
import { Money } from '@payloom/ui-kit/money';
import { RelativeTime } from '@payloom/ui-kit/relative-time';
import { CircleCheck, CircleDashed, CircleX, RefreshCw, Undo2, type LucideIcon } from 'lucide-react';
import type { PayoutRowFragment, TopUpRowFragment } from '../../payment/__generated__/bank.ts';
import { useWords } from './words.ts';

type Row = PayoutRowFragment | TopUpRowFragment;
type Status = Row['status'];
type Words = ReturnType<typeof useWords>;

const looks: Record<Status, { icon: LucideIcon; variant: NonNullable<BadgeProps['variant']> }> = {
  PENDING: { icon: CircleDashed, variant: 'warning' },
  PROCESSING: { icon: RefreshCw, variant: 'info' },
  SETTLED: { icon: CircleCheck, variant: 'success' },
  RETURNED: { icon: Undo2, variant: 'danger' },
  COMPLETED: { icon: CircleCheck, variant: 'success' },
  FAILED: { icon: CircleX, variant: 'danger' },
};

/** Where it stands, and what that means where it did not go through. */
function MovementStatus({ status }: { status: Status }) {
  const t = useWords();
  const why = status === 'RETURNED' ? t('backAgain') : status === 'FAILED' ? t('notTaken') : undefined;
  return (
    <span className="flex flex-col items-start gap-1">
      <LiveGlow value={status} className="inline-flex rounded-md">
        <Badge {...looks[status]}>{t(`status.${status}`)}</Badge>
      </LiveGlow>
      {why && <span className="max-w-64 text-xs text-muted-foreground">{why}</span>}
    </span>
  );
}

/** What both lists show. */
function sharedColumns(t: Words): DataListColumn<Row>[] {
  return [
    {
      id: 'when',
      header: t('columns.when'),
      cell: ({ createdAt }) => <RelativeTime value={createdAt} className="text-muted-foreground" />,
    },
    {
      id: 'amount',
      header: t('columns.amount'),
      align: 'end',
      card: 'aside',
      cell: ({ amount }) => (
        <Money amountMinor={amount.amountMinor} currency={amount.currency} className="font-medium" />
      ),
    },
    {
      id: 'status',
      header: t('columns.status'),
      cell: ({ status }) => <MovementStatus status={status} />,
    },
  ];
}

export const payoutColumns = (t: Words): readonly DataListColumn<PayoutRowFragment>[] => [
  { id: 'account', header: t('columns.account'), primary: true, cell: ({ account }) => account },
  ...sharedColumns(t),
];

export const topUpColumns = (t: Words): readonly DataListColumn<TopUpRowFragment>[] => [
  { id: 'card', header: t('columns.card'), primary: true, cell: () => t('card') },
  ...sharedColumns(t),
];
