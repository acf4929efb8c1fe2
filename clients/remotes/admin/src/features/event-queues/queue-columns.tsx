import { currentFormats } from '@payloom/i18n/formats';
import { knownAs } from '@payloom/i18n/known-as';
import { Badge } from '@payloom/ui-kit/badge';
import type { DataListColumn } from '@payloom/ui-kit/data-list';
import { LiveGlow } from '@payloom/ui-kit/live-glow';
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { EventQueueRowFragment } from './__generated__/event-queues.ts';
import { CountBar } from './count-bar.tsx';
import { barMaximum, isUnattended } from './queue-health.ts';
import { germanQueues } from '../../event-types/german-queues.ts';
import { useWords } from './words.ts';

type Queue = EventQueueRowFragment;

function Consumer({ queue }: { queue: Queue }) {
  const t = useWords();
  return (
    <span className="block py-0.5">
      <span className="block text-sm text-pretty">
        {knownAs(queue.description, germanQueues[queue.queue])}
      </span>
      <span className="block font-mono text-xs font-normal wrap-anywhere text-muted-foreground">
        {queue.queue}
      </span>
      {isUnattended(queue) && (
        <Badge
          variant="danger"
          icon={TriangleAlert}
          className="mt-1.5 h-auto min-h-6 py-1 leading-4 whitespace-normal"
        >
          {t('unattended', { count: queue.waiting })}
        </Badge>
      )}
    </span>
  );
}

function Waiting({ queue: { waiting, delayed }, maximum }: { queue: Queue; maximum: number }) {
  const t = useWords();
  return (
    <span className="inline-flex flex-col items-end gap-0.5 sm:items-start">
      <span className="flex items-center gap-2.5 text-sm">
        <LiveGlow value={waiting} className={waiting === 0 ? 'text-muted-foreground' : 'font-medium'}>
          {t.rich('waitingCount', {
            count: waiting,
            number: (text) => <span className="inline-block tabular-nums lg:min-w-14">{text}</span>,
            muted: (text) => <span className="font-normal text-muted-foreground sm:sr-only">{text}</span>,
          })}
        </LiveGlow>
        <span className="max-lg:hidden">
          <CountBar count={waiting} hatched={delayed} maximum={maximum} className="text-accent" />
        </span>
      </span>
      {delayed > 0 && <span className="text-xs text-warning">{t('delayed', { count: delayed })}</span>}
    </span>
  );
}

interface DeadLettersProps {
  queue: Queue;
  maximum: number;
  onShow: (queue: string) => void;
}

function DeadLetters({ queue: { queue, deadLetters }, maximum, onShow }: DeadLettersProps) {
  const t = useWords();
  const phone = (text: ReactNode) => <span className="sm:sr-only">{text}</span>;
  const hidden = (text: ReactNode) => <span className="sr-only">{text}</span>;
  return (
    <span className="flex items-center gap-2.5 text-sm">
      <LiveGlow value={deadLetters} className="lg:min-w-10">
        {deadLetters === 0 ? (
          <span className="text-muted-foreground">{t.rich('noDead', { phone })}</span>
        ) : (
          <button
            type="button"
            onClick={() => onShow(queue)}
            className="relative z-1 min-h-6 min-w-6 cursor-pointer rounded-sm text-left font-medium text-danger tabular-nums underline decoration-danger/40 underline-offset-4 hover:decoration-danger"
          >
            {t.rich('showDead', { count: deadLetters, queue, phone, hidden })}
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
    {
      id: 'consumer',
      header: useWords.later('consumer'),
      primary: true,
      cell: (queue) => <Consumer queue={queue} />,
    },
    {
      id: 'patterns',
      header: useWords.later('collects'),
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
      header: useWords.later('waiting'),
      card: 'aside',
      cell: (queue) => <Waiting queue={queue} maximum={mostWaiting} />,
    },
    {
      id: 'dead',
      header: useWords.later('dead'),
      card: 'aside',
      cell: (queue) => <DeadLetters queue={queue} maximum={mostDead} onShow={onShow} />,
    },
    {
      id: 'consumers',
      header: useWords.later('processes'),
      align: 'end',
      wide: true,
      card: 'hidden',
      cell: ({ consumers }) => (
        <LiveGlow value={consumers} className="tabular-nums">
          {consumers === 0 ? useWords.now()('none') : currentFormats().number(consumers)}
        </LiveGlow>
      ),
    },
  ];
}
