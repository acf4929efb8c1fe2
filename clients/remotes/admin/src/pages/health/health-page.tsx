import { PageHeader } from '@payloom/ui-kit/page-header';
import { Link } from 'react-router';
import { ServiceHealth } from '../../features/service-health/service-health.tsx';

/** How the parts of the platform are, and were in the last day. */
export function HealthPage() {
  return (
    <>
      <PageHeader
        title="Health"
        description={
          <>
            Every service with its database, and the last day in half hours. Queues are on the page{' '}
            <Link to="/admin/events" className="font-medium text-accent underline-offset-4 hover:underline">
              Events
            </Link>
            .
          </>
        }
      />
      <ServiceHealth />
    </>
  );
}
