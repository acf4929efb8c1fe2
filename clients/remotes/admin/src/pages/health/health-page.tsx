import { PageHeader } from '@payloom/ui-kit/page-header';
import { Select } from '@payloom/ui-kit/select';
import { Link } from 'react-router';
import { DatabaseHealth } from '../../features/part-health/database-health.tsx';
import { QueueHealth } from '../../features/part-health/queue-health.tsx';
import { TrafficHealth } from '../../features/part-health/traffic-health.tsx';
import { ServiceHealth } from '../../features/service-health/service-health.tsx';
import { useSearchParam } from '../../search-params/use-search-param.ts';
import { useWords } from '../words.ts';

/** How the parts of the platform are, and were: services in the last day, requests, databases and queues as the address says. */
export function HealthPage() {
  const t = useWords();
  const { value, set } = useSearchParam('span');
  const span = value === 'day' ? 'DAY' : 'HOUR';
  return (
    <>
      <PageHeader
        title={t('health')}
        description={t.rich('healthMeans', {
          events: (text) => (
            <Link to="/admin/events" className="font-medium text-accent underline-offset-4 hover:underline">
              {text}
            </Link>
          ),
        })}
        actions={
          <Select
            aria-label={t('period')}
            className="w-40 sm:text-sm"
            options={[
              { value: 'HOUR', label: t('lastHour') },
              { value: 'DAY', label: t('lastDay') },
            ]}
            value={span}
            onValueChange={(chosen) => set(chosen === 'DAY' ? 'day' : '')}
          />
        }
      />
      <ServiceHealth />
      <TrafficHealth span={span} />
      <DatabaseHealth span={span} />
      <QueueHealth span={span} />
    </>
  );
}
