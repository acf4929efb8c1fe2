import { Badge } from '@payloom/ui-kit/badge';
import type { DataListColumn } from '@payloom/ui-kit/data-list';
import { LiveGlow } from '@payloom/ui-kit/live-glow';
import { TriangleAlert } from 'lucide-react';
import type { EventQueueRowFragment } from './__generated__/event-queues.ts';
import { CountBar } from './count-bar.tsx';
import { barMaximum, isUnattended } from './queue-health.ts';

type Queue = EventQueueRowFragment;

const number = new Intl.NumberFormat('en');

function Consumer({ queue }: { queue: Queue }) {
  return (
    <span className="block py-0.5">
      <span className="block text-sm text-pretty">{queue.description}</span>
      <span className="block font-mono text-xs font-normal wrap-anywhere text-muted-foreground">
        {queue.queue}
      </span>
      {isUnattended(queue) && (
        <Badge
          variant="danger"
          icon={TriangleAlert}
          className="mt-1.5 h-auto min-h-6 py-1 leading-4 whitespace-normal"
        >
          {queue.waiting === 1 ? '1 event waits' : `${number.format(queue.waiting)} events wait`}, and nobody
          handles {queue.waiting === 1 ? 'it' : 'them'}
        </Badge>
      )}
    </span>
  );
}

function Waiting({ queue: { waiting, delayed }, maximum }: { queue: Queue; maximum: number }) {
  return (
    <span className="inline-flex flex-col items-end gap-0.5 sm:items-start">
      <span className="flex items-center gap-2.5 text-sm">
        <LiveGlow value={waiting} className={waiting === 0 ? 'text-muted-foreground' : 'font-medium'}>
          <span className="inline-block tabular-nums lg:min-w-14">{number.format(waiting)}</span>
          <span className="font-normal text-muted-foreground sm:sr-only"> waiting</span>
        </LiveGlow>
        <span className="max-lg:hidden">
          <CountBar count={waiting} hatched={delayed} maximum={maximum} className="text-accent" />
        </span>
      </span>
      {delayed > 0 && <span className="text-xs text-warning">{number.format(delayed)} delayed</span>}
    </span>
  );
}

interface DeadLettersProps {
  queue: Queue;
  maximum: number;
  onShow: (queue: string) => void;
}

function DeadLetters({ queue: { queue, deadLetters }, maximum, onShow }: DeadLettersProps) {
  return (
    <span className="flex items-center gap-2.5 text-sm">
      <LiveGlow value={deadLetters} className="lg:min-w-10">
        {deadLetters === 0 ? (
          <span className="text-muted-foreground">
            0<span className="sm:sr-only"> dead letters</span>
          </span>
        ) : (
          <button
            type="button"
            onClick={() => onShow(queue)}
            className="relative z-1 min-h-6 min-w-6 cursor-pointer rounded-sm text-left font-medium text-danger tabular-nums underline decoration-danger/40 underline-offset-4 hover:decoration-danger"
          >
            <span className="sr-only">Show </span>
            {number.format(deadLetters)}
            <span className="sm:sr-only"> {deadLetters === 1 ? 'dead letter' : 'dead letters'}</span>
            <span className="sr-only"> of {queue}</span>
          </button>
        )}
      </LiveGlow>
      <span className="max-lg:hidden">
        <CountBar count={deadLetters} maximum={maximum} className="text-danger" />
      </span>
    </span>
  );
}

/** The columns of the queues; bars are as long as their numbers are, beside each other. */
export function queueColumns(
  queues: readonly Queue[],
  onShow: (queue: string) => void,
): readonly DataListColumn<Queue>[] {
  const mostWaiting = barMaximum(queues.map(({ waiting }) => waiting));
  const mostDead = barMaximum(queues.map(({ deadLetters }) => deadLetters));
  return [
    { id: 'consumer', header: 'Consumer', primary: true, cell: (queue) => <Consumer queue={queue} /> },
    {
      id: 'patterns',
      header: 'Collects',
      wide: true,
      card: 'hidden',
      className: 'max-w-56',
      cell: ({ patterns }) => (
        <span className="block font-mono text-xs break-words text-muted-foreground">
          {patterns.join(', ')}
        </span>
      ),
    },
    {
      id: 'waiting',
      header: 'Waiting',
      card: 'aside',
      cell: (queue) => <Waiting queue={queue} maximum={mostWaiting} />,
    },
    {
      id: 'dead',
      header: 'Dead letters',
      card: 'aside',
      cell: (queue) => <DeadLetters queue={queue} maximum={mostDead} onShow={onShow} />,
    },
    {
      id: 'consumers',
      header: 'Processes',
      align: 'end',
      wide: true,
      card: 'hidden',
      cell: ({ consumers }) => (
        <LiveGlow value={consumers} className="tabular-nums">
          {consumers === 0 ? 'none' : number.format(consumers)}
        </LiveGlow>
      ),
    },
  ];
}
