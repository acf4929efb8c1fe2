import { DataList, type DataListColumn } from '@payloom/ui-kit/data-list';
import { EmptyState } from '@payloom/ui-kit/empty-state';
import { Money } from '@payloom/ui-kit/money';
import { RelativeTime } from '@payloom/ui-kit/relative-time';
import { StatusBadge } from '@payloom/ui-kit/status-badge';
import { ArrowDownLeft, ArrowUpRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { everything } from '../../audit/audit-filter.ts';
import { auditPath } from '../../audit/use-audit-filter.ts';
import { EventType } from '../../event-types/event-type.tsx';
import { personName } from '../../people/person-name.ts';
import type {
  UserDetailQuery,
  UserPaymentRowFragment,
  UserSessionRowFragment,
  UserTrailRowFragment,
} from './__generated__/user-detail.ts';
import { useWords } from './words.ts';

type User = NonNullable<UserDetailQuery['user']>;

const muted = 'text-sm text-muted-foreground';

function deviceWords({ device: { kind, browser, system } }: UserSessionRowFragment): string {
  const t = useWords.now();
  const device = browser ?? t(`device.${kind}`);
  return system ? t('deviceOn', { device, system }) : device;
}

const sessionColumns: readonly DataListColumn<UserSessionRowFragment>[] = [
  { id: 'device', header: useWords.later('deviceHeader'), primary: true, cell: deviceWords },
  {
    id: 'address',
    header: useWords.later('from'),
    cell: ({ clientAddress }) => <span className="font-mono text-xs">{clientAddress ?? '–'}</span>,
  },
  {
    id: 'since',
    header: useWords.later('since'),
    cell: ({ createdAt }) => <RelativeTime value={createdAt} className={muted} />,
  },
  {
    id: 'used',
    header: useWords.later('lastUsed'),
    align: 'end',
    card: 'aside',
    cell: ({ lastUsedAt }) => <RelativeTime value={lastUsedAt} className={muted} />,
  },
];

function paymentColumns(userId: string): readonly DataListColumn<UserPaymentRowFragment>[] {
  return [
    {
      id: 'other',
      header: useWords.later('payment'),
      primary: true,
      cell: ({ payer, recipient }) => {
        const t = useWords.now();
        const isSent = payer.id === userId;
        const Icon = isSent ? ArrowUpRight : ArrowDownLeft;
        return (
          <span className="inline-flex items-center gap-2">
            <Icon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
            {t(isSent ? 'paymentTo' : 'paymentFrom', {
              name: (isSent ? recipient : payer).displayName ?? t('somebody'),
            })}
          </span>
        );
      },
    },
    {
      id: 'note',
      header: useWords.later('note'),
      wide: true,
      card: 'hidden',
      cell: ({ note }) => note ?? '',
    },
    {
      id: 'at',
      header: useWords.later('when'),
      cell: ({ createdAt }) => <RelativeTime value={createdAt} className={muted} />,
    },
    { id: 'status', header: useWords.later('status'), cell: ({ status }) => <StatusBadge status={status} /> },
    {
      id: 'amount',
      header: useWords.later('amount'),
      align: 'end',
      card: 'aside',
      cell: ({ amount: { amountMinor, currency } }) => (
        <Money amountMinor={amountMinor} currency={currency} />
      ),
    },
  ];
}

const trailColumns: readonly DataListColumn<UserTrailRowFragment>[] = [
  {
    id: 'what',
    header: useWords.later('what'),
    primary: true,
    cell: ({ action }) => <EventType type={action} />,
  },
  {
    id: 'who',
    header: useWords.later('who'),
    cell: ({ actor }) => (actor ? personName(actor) : useWords.now()('system')),
  },
  {
    id: 'address',
    header: useWords.later('from'),
    cell: ({ clientAddress }) => <span className="font-mono text-xs">{clientAddress ?? '–'}</span>,
  },
  {
    id: 'at',
    header: useWords.later('when'),
    align: 'end',
    card: 'aside',
    cell: ({ at }) => <RelativeTime value={at} className={muted} />,
  },
];

interface PartProps {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}

function Part({ title, action, children }: PartProps) {
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <div className="flex items-baseline justify-between gap-3">
        <h2 className="text-base font-semibold">{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}

function Unavailable() {
  const t = useWords();
  return <EmptyState title={t('unavailable')} description={t('unavailableWhy')} />;
}

const nodesOf = <Node,>(connection: { edges: readonly { node: Node }[] } | null | undefined): Node[] =>
  connection?.edges.map(({ node }) => node) ?? [];

/** Where somebody is signed in, what they paid and were paid, and what they did. */
export function UserLists({ user }: { user: User }) {
  const t = useWords();
  const trail = auditPath({ ...everything, actorId: user.id });
  return (
    <>
      <Part title={t('sessions')}>
        <DataList
          label={t('sessions')}
          columns={sessionColumns}
          rows={nodesOf(user.sessions)}
          rowKey={({ id }) => id}
          empty={user.sessions ? <EmptyState title={t('noSessions')} /> : <Unavailable />}
        />
      </Part>
      <Part title={t('payments')}>
        <DataList
          label={t('payments')}
          columns={paymentColumns(user.id)}
          rows={nodesOf(user.payments)}
          rowKey={({ id }) => id}
          rowLink={({ id }) => `/payments/${id}`}
          empty={user.payments ? <EmptyState title={t('noPayments')} /> : <Unavailable />}
        />
      </Part>
      <Part
        title={t('activity')}
        action={
          <Link to={trail} className="text-sm font-medium text-accent underline-offset-4 hover:underline">
            {t('allActivity')}
          </Link>
        }
      >
        <DataList
          label={t('activity')}
          columns={trailColumns}
          rows={nodesOf(user.auditTrail)}
          rowKey={({ id }) => id}
          rowLink={({ id }) => `/admin/audit?entry=${id}`}
          empty={user.auditTrail ? <EmptyState title={t('noActivity')} /> : <Unavailable />}
        />
      </Part>
    </>
  );
}
