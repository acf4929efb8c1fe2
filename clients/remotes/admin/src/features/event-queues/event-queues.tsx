import { DataList } from '@payloom/ui-kit/data-list';
import { EmptyState } from '@payloom/ui-kit/empty-state';
import { CircleCheck, RotateCw, TriangleAlert, Waypoints, type LucideIcon } from 'lucide-react';
import { cn } from '@payloom/ui-kit/cn';
import { ListFailure, Outdated } from '../../access/list-state.tsx';
import { queueColumns } from './queue-columns.tsx';
import { queueHealth, type QueueHealth } from './queue-health.ts';
import type { EventQueuesState } from './use-event-queues.ts';
import { useWords } from './words.ts';

const looks: Record<QueueHealth, { icon: LucideIcon; className: string }> = {
  well: { icon: CircleCheck, className: 'text-success' },
  retrying: {
    icon: RotateCw,
    className: 'text-warning',
  },
  unattended: {
    icon: TriangleAlert,
    className: 'text-danger',
  },
};

function Health({ health }: { health: QueueHealth }) {
  const t = useWords();
  const { icon: Icon, className } = looks[health];
  return (
    <p role="status" className={cn('flex gap-1.5 text-sm', className)}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      {t(`health.${health}`)}
    </p>
  );
}

export interface EventQueuesProps extends EventQueuesState {
  /** Shows the dead letters of one consumer. */
  onShowLetters: (queue: string) => void;
}

/** Each consumer's queue: what it does, what waits, what was given up, and who is there to handle it. */
export function EventQueues({ queues, loading, error, retrying, ask, onShowLetters }: EventQueuesProps) {
  const t = useWords();
  const title = 'queues-title';
  return (
    <section aria-labelledby={title} className="mb-10">
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 id={title} className="text-lg leading-7 font-semibold">
          {t('title')}
        </h2>
        {queues && queues.length > 0 && <Health health={queueHealth(queues)} />}
      </div>
      {error && queues && <Outdated onRetry={ask} retrying={retrying} />}
      <DataList
        label={t('title')}
        columns={queueColumns(queues ?? [], onShowLetters)}
        rows={queues ?? []}
        rowKey={({ queue }) => queue}
        loading={loading}
        skeletonCount={8}
        error={
          error &&
          !queues && <ListFailure title={t('failed')} error={error} onRetry={ask} retrying={retrying} />
        }
        empty={<EmptyState icon={Waypoints} title={t('empty')} />}
      />
    </section>
  );
}
