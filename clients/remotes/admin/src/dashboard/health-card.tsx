import { Badge } from '@payloom/ui-kit/badge';
import { CircleCheck, CircleHelp, CircleX, TriangleAlert } from 'lucide-react';
import {
  useServiceHealthQuery,
  type HealthStatus,
} from '../features/service-health/__generated__/service-health.ts';
import { CardFrame } from './card-frame.tsx';
import { useWords } from './words.ts';

const pollMs = 15_000;
const looks = {
  READY: { icon: CircleCheck, variant: 'success' },
  NOT_READY: { icon: TriangleAlert, variant: 'warning' },
  DOWN: { icon: CircleX, variant: 'danger' },
  UNKNOWN: { icon: CircleHelp, variant: 'neutral' },
} as const satisfies Record<HealthStatus, unknown>;

/** Whether every part of the platform answers. */
export function HealthCard() {
  const t = useWords();
  const { data, error, refetch } = useServiceHealthQuery({
    fetchPolicy: 'cache-and-network',
    pollInterval: pollMs,
    skipPollAttempt: () => document.hidden,
  });
  const services = data?.serviceHealth ?? [];
  const count = services.filter(({ status }) => status !== 'READY').length;
  return (
    <CardFrame
      title={t('health')}
      more={{ to: '/admin/health', label: t('health') }}
      failed={error !== undefined}
      onRetry={() => void refetch().catch(() => undefined)}
      known={data !== undefined}
    >
      {data && (
        <>
          <p role="status" className="mb-3 text-sm">
            {services.length === 0 && t('noneWatched')}
            {services.length > 0 && (count === 0 ? t('allReady') : t('someNot', { count }))}
          </p>
          <ul className="flex flex-wrap gap-2">
            {services.map(({ id, status }) => (
              <li key={id}>
                <Badge variant={looks[status].variant} icon={looks[status].icon}>
                  {id}
                  <span className="sr-only">: {t(`status.${status}`)}</span>
                </Badge>
              </li>
            ))}
          </ul>
        </>
      )}
    </CardFrame>
  );
}
