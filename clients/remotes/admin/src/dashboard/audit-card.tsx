import { RelativeTime } from '@payloom/ui-kit/relative-time';
import { askedFilter, everything } from '../audit/audit-filter.ts';
import { EventType } from '../event-types/event-type.tsx';
import { useAuditLogQuery } from '../features/audit-log/__generated__/audit-log.ts';
import { mergeEntries } from '../features/audit-log/merge-entries.ts';
import { useLiveEntries } from '../features/audit-log/use-live-entries.ts';
import { personName } from '../people/person-name.ts';
import { CardFrame } from './card-frame.tsx';
import { useWords } from './words.ts';

const shownMax = 6;

/** What happened last, live. */
export function AuditCard() {
  const t = useWords();
  const { data, error, refetch } = useAuditLogQuery({
    variables: { filter: askedFilter(everything), first: shownMax },
    fetchPolicy: 'cache-and-network',
  });
  const reload = (): void => void refetch().catch(() => undefined);
  const { entries: live } = useLiveEntries({ skip: false, reload });
  const loaded = data?.auditEntries.edges.map(({ node }) => node) ?? [];
  const entries = mergeEntries(live, loaded, everything).slice(0, shownMax);
  return (
    <CardFrame
      title={t('audit')}
      more={{ to: '/admin/audit', label: t('auditLog') }}
      failed={error !== undefined}
      onRetry={reload}
      known={data !== undefined}
    >
      {data && entries.length === 0 && <p className="text-sm text-muted-foreground">{t('noAudit')}</p>}
      {entries.length > 0 && (
        <ul className="divide-y text-sm">
          {entries.map(({ id, action, actor, at }) => (
            <li key={id} className="flex items-center justify-between gap-4 py-2">
              <EventType type={action} />
              <span className="shrink-0 text-right text-muted-foreground">
                <span className="block max-w-40 truncate">{actor ? personName(actor) : t('system')}</span>
                <RelativeTime value={at} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </CardFrame>
  );
}
