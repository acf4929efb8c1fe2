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

type User = NonNullable<UserDetailQuery['user']>;

const muted = 'text-sm text-muted-foreground';

function deviceWords({ device: { kind, browser, system } }: UserSessionRowFragment): string {
  const what = { DESKTOP: 'Computer', PHONE: 'Phone', TABLET: 'Tablet', OTHER: 'Program' }[kind];
  return [browser ?? what, system].filter(Boolean).join(' on ');
}

const sessionColumns: readonly DataListColumn<UserSessionRowFragment>[] = [
  { id: 'device', header: 'Device', primary: true, cell: deviceWords },
  {
    id: 'address',
    header: 'From',
    cell: ({ clientAddress }) => <span className="font-mono text-xs">{clientAddress ?? '–'}</span>,
  },
  {
    id: 'since',
    header: 'Since',
    cell: ({ createdAt }) => <RelativeTime value={createdAt} className={muted} />,
  },
  {
    id: 'used',
    header: 'Last used',
    align: 'end',
    card: 'aside',
    cell: ({ lastUsedAt }) => <RelativeTime value={lastUsedAt} className={muted} />,
  },
];

function paymentColumns(userId: string): readonly DataListColumn<UserPaymentRowFragment>[] {
  return [
    {
      id: 'other',
      header: 'Payment',
      primary: true,
      cell: ({ payer, recipient }) => {
        const isSent = payer.id === userId;
        const Icon = isSent ? ArrowUpRight : ArrowDownLeft;
        return (
          <span className="inline-flex items-center gap-2">
            <Icon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
            {isSent ? 'To' : 'From'} {(isSent ? recipient : payer).displayName ?? 'somebody'}
          </span>
        );
      },
    },
    { id: 'note', header: 'Note', wide: true, card: 'hidden', cell: ({ note }) => note ?? '' },
    {
      id: 'at',
      header: 'When',
      cell: ({ createdAt }) => <RelativeTime value={createdAt} className={muted} />,
    },
    { id: 'status', header: 'Status', cell: ({ status }) => <StatusBadge status={status} /> },
    {
      id: 'amount',
      header: 'Amount',
      align: 'end',
      card: 'aside',
      cell: ({ amount: { amountMinor, currency } }) => (
        <Money amountMinor={amountMinor} currency={currency} />
      ),
    },
  ];
}

const trailColumns: readonly DataListColumn<UserTrailRowFragment>[] = [
  { id: 'what', header: 'What', primary: true, cell: ({ action }) => <EventType type={action} /> },
  { id: 'who', header: 'Who', cell: ({ actor }) => (actor ? personName(actor) : 'The system') },
  {
    id: 'address',
    header: 'From',
    cell: ({ clientAddress }) => <span className="font-mono text-xs">{clientAddress ?? '–'}</span>,
  },
  {
    id: 'at',
    header: 'When',
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

const unavailable = (
  <EmptyState title="This cannot be shown now" description="A part of Payloom does not answer." />
);

const nodesOf = <Node,>(connection: { edges: readonly { node: Node }[] } | null | undefined): Node[] =>
  connection?.edges.map(({ node }) => node) ?? [];

/** Where somebody is signed in, what they paid and were paid, and what they did. */
export function UserLists({ user }: { user: User }) {
  const trail = auditPath({ ...everything, actorId: user.id });
  return (
    <>
      <Part title="Sessions">
        <DataList
          label="Sessions"
          columns={sessionColumns}
          rows={nodesOf(user.sessions)}
          rowKey={({ id }) => id}
          empty={user.sessions ? <EmptyState title="Not signed in anywhere" /> : unavailable}
        />
      </Part>
      <Part title="Latest payments">
        <DataList
          label="Latest payments"
          columns={paymentColumns(user.id)}
          rows={nodesOf(user.payments)}
          rowKey={({ id }) => id}
          rowLink={({ id }) => `/payments/${id}`}
          empty={user.payments ? <EmptyState title="No payments yet" /> : unavailable}
        />
      </Part>
      <Part
        title="Latest activity"
        action={
          <Link to={trail} className="text-sm font-medium text-accent underline-offset-4 hover:underline">
            All in the audit log
          </Link>
        }
      >
        <DataList
          label="Latest activity"
          columns={trailColumns}
          rows={nodesOf(user.auditTrail)}
          rowKey={({ id }) => id}
          rowLink={({ id }) => `/admin/audit?entry=${id}`}
          empty={user.auditTrail ? <EmptyState title="Nothing has happened yet" /> : unavailable}
        />
      </Part>
    </>
  );
}
