import { Badge, type BadgeProps } from '@payloom/ui-kit/badge';
import { Card, CardContent } from '@payloom/ui-kit/card';
import { EmptyState } from '@payloom/ui-kit/empty-state';
import { LiveGlow } from '@payloom/ui-kit/live-glow';
import { RelativeTime } from '@payloom/ui-kit/relative-time';
import { Skeleton } from '@payloom/ui-kit/skeleton';
import { CircleCheck, CircleHelp, CircleX, HeartPulse, TriangleAlert, type LucideIcon } from 'lucide-react';
import { Forbidden, isForbidden } from '../../access/forbidden.tsx';
import { ListFailure, Outdated } from '../../access/list-state.tsx';
import {
  useServiceHealthQuery,
  type HealthStatus,
  type ServiceRowFragment,
} from './__generated__/service-health.ts';
import { failingWords, readyShare } from './health-words.ts';
import { HistoryBars } from './history-bars.tsx';

const POLL_MILLISECONDS = 10_000;

interface Look {
  label: string;
  icon: LucideIcon;
  variant: NonNullable<BadgeProps['variant']>;
}

const looks: Record<HealthStatus, Look> = {
  READY: { label: 'Ready', icon: CircleCheck, variant: 'success' },
  NOT_READY: { label: 'Not ready', icon: TriangleAlert, variant: 'warning' },
  DOWN: { label: 'Down', icon: CircleX, variant: 'danger' },
  UNKNOWN: { label: 'Unknown', icon: CircleHelp, variant: 'neutral' },
};

/** What is wrong, as far as it is known. */
function problemOf({ status, failing }: ServiceRowFragment): string | undefined {
  if (status === 'NOT_READY') return `${failingWords(failing)} does not answer.`;
  if (status === 'DOWN') return 'It does not answer.';
  return status === 'UNKNOWN' ? 'Nobody has asked it for a minute.' : undefined;
}

function Service({ service }: { service: ServiceRowFragment }) {
  const { id, status, latencyMs, since, history } = service;
  const { label, icon, variant } = looks[status];
  const problem = problemOf(service);
  return (
    <li>
      <Card aria-label={id} className="h-full">
        <CardContent className="flex flex-col gap-3">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <h2 className="font-mono text-sm font-medium">{id}</h2>
            <LiveGlow value={status} announce={`${id}: ${label}`}>
              <Badge variant={variant} icon={icon}>
                {label}
              </Badge>
            </LiveGlow>
          </div>
          {problem && <p className="text-sm">{problem}</p>}
          <HistoryBars service={id} history={history} />
          <p className="flex flex-wrap justify-between gap-x-4 text-xs text-muted-foreground tabular-nums">
            <span>
              {label} since <RelativeTime value={since} />
            </span>
            <span>
              {latencyMs !== null && `${latencyMs} ms · `}ready {readyShare(history)} of the day
            </span>
          </p>
        </CardContent>
      </Card>
    </li>
  );
}

function HealthSkeleton() {
  return (
    <div role="status" className="grid gap-4 md:grid-cols-2">
      <span className="sr-only">Loading the health of the services</span>
      {['a', 'b', 'c', 'd'].map((key) => (
        <Skeleton key={key} className="h-36 w-full" />
      ))}
    </div>
  );
}

const nobody = (
  <div className="rounded-lg border bg-card">
    <EmptyState
      icon={HeartPulse}
      title="No service is watched"
      description="Name them in HEALTH_URLS of the admin subgraph, as docs/operations.md says."
    />
  </div>
);

/** How every service is and was in the last day, asked again every ten seconds. */
export function ServiceHealth() {
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
        <ListFailure what="The health of the services" error={error} onRetry={retry} retrying={loading} />
      </div>
    );
  }
  if (data.serviceHealth.length === 0) return nobody;
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
