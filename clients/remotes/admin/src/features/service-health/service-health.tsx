import { Badge, type BadgeProps } from '@payloom/ui-kit/badge';
import { Card, CardContent } from '@payloom/ui-kit/card';
import { EmptyState } from '@payloom/ui-kit/empty-state';
import { LiveGlow } from '@payloom/ui-kit/live-glow';
import { RelativeTime } from '@payloom/ui-kit/relative-time';
import { Skeleton } from '@payloom/ui-kit/skeleton';
import { CircleCheck, CircleHelp, CircleX, HeartPulse, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useId } from 'react';
import { Forbidden, isForbidden } from '../../access/forbidden.tsx';
import { ListFailure, Outdated } from '../../access/list-state.tsx';
import {
  useServiceHealthQuery,
  type HealthStatus,
  type ServiceRowFragment,
} from './__generated__/service-health.ts';
import { failingWords, readyShare } from './health-words.ts';
import { HistoryBars } from './history-bars.tsx';
import { useWords } from './words.ts';

const POLL_MILLISECONDS = 10_000;

interface Look {
  icon: LucideIcon;
  variant: NonNullable<BadgeProps['variant']>;
}

const looks: Record<HealthStatus, Look> = {
  READY: { icon: CircleCheck, variant: 'success' },
  NOT_READY: { icon: TriangleAlert, variant: 'warning' },
  DOWN: { icon: CircleX, variant: 'danger' },
  UNKNOWN: { icon: CircleHelp, variant: 'neutral' },
};

/** What is wrong, as far as it is known. */
function problemOf({ status, failing }: ServiceRowFragment): string | undefined {
  const t = useWords.now();
  if (status === 'NOT_READY') return t('failing', { what: failingWords(failing) });
  if (status === 'DOWN') return t('down');
  return status === 'UNKNOWN' ? t('unknown') : undefined;
}

function Service({ service }: { service: ServiceRowFragment }) {
  const { id, status, latencyMs, since, history } = service;
  const t = useWords();
  const label = t(`status.${status}`);
  const { icon, variant } = looks[status];
  const problem = problemOf(service);
  return (
    <li>
      <Card aria-label={id} className="h-full">
        <CardContent className="flex flex-col gap-3">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <h3 className="font-mono text-sm font-medium">{id}</h3>
            <LiveGlow value={status} announce={t('now', { service: id, status: label })}>
              <Badge variant={variant} icon={icon}>
                {label}
              </Badge>
            </LiveGlow>
          </div>
          {problem && <p className="text-sm">{problem}</p>}
          <HistoryBars service={id} history={history} />
          <p className="flex flex-wrap justify-between gap-x-4 text-xs text-muted-foreground tabular-nums">
            <span>{t.rich('since', { status: label, time: () => <RelativeTime value={since} /> })}</span>
            <span>
              {latencyMs === null
                ? t('share', { share: readyShare(history) })
                : t('shareAndLatency', { latency: `${latencyMs} ms`, share: readyShare(history) })}
            </span>
          </p>
        </CardContent>
      </Card>
    </li>
  );
}

function HealthSkeleton() {
  const t = useWords();
  return (
    <div role="status" className="grid gap-4 md:grid-cols-2">
      <span className="sr-only">{t('loading')}</span>
      {['a', 'b', 'c', 'd'].map((key) => (
        <Skeleton key={key} className="h-36 w-full" />
      ))}
    </div>
  );
}

function NoService() {
  const t = useWords();
  return (
    <div className="rounded-lg border bg-card">
      <EmptyState icon={HeartPulse} title={t('empty')} description={t('emptyMeans')} />
    </div>
  );
}

/** How every service is and was in the last day, asked again every ten seconds. */
export function ServiceHealth() {
  const t = useWords();
  const title = useId();
  return (
    <section aria-labelledby={title}>
      <h2 id={title} className="mb-3 text-lg leading-7 font-semibold">
        {t('services')}
      </h2>
      <Services />
    </section>
  );
}

function Services() {
  const t = useWords();
  const { data, error, loading, refetch } = useServiceHealthQuery({
    fetchPolicy: 'cache-and-network',
    pollInterval: POLL_MILLISECONDS,
    skipPollAttempt: () => document.hidden,
    errorPolicy: 'all',
    notifyOnNetworkStatusChange: true,
  });
  const retry = (): void => void refetch().catch(() => undefined);
  if (isForbidden(error)) return <Forbidden />;
  if (!data) {
    if (!error) return <HealthSkeleton />;
    return (
      <div className="rounded-lg border bg-card">
        <ListFailure title={t('failed')} error={error} onRetry={retry} retrying={loading} />
      </div>
    );
  }
  if (data.serviceHealth.length === 0) return <NoService />;
  return (
    <>
      {error && <Outdated onRetry={retry} retrying={loading} />}
      <ul className="grid gap-4 md:grid-cols-2">
        {data.serviceHealth.map((service) => (
          <Service key={service.id} service={service} />
        ))}
      </ul>
    </>
  );
}
