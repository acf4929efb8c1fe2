import { knownAs } from '@payloom/i18n/known-as';
import { Waypoints } from 'lucide-react';
import { germanQueues } from '../../event-types/german-queues.ts';
import { useQueueHealthQuery, type HealthSpan, type QueueCardFragment } from './__generated__/part-health.ts';
import { HistoryPlot } from './history-plot.tsx';
import { PartCard } from './part-card.tsx';
import { PartSection } from './part-section.tsx';
import { polling } from './polling.ts';
import { useUnits } from './use-units.ts';
import { useWords } from './words.ts';

function problemsOf({ status, troubles }: QueueCardFragment): string[] {
  const t = useWords.now();
  if (status === 'UNKNOWN') return [t('queueUnknown')];
  return troubles.map((trouble) => t(`queueTrouble.${trouble}`));
}

function QueuePart({ queue, span }: { queue: QueueCardFragment; span: HealthSpan }) {
  const t = useWords();
  const { seconds, count } = useUnits();
  const words = (figure: number) => count(figure) ?? '';
  return (
    <PartCard
      id={queue.id}
      label={queue.id}
      description={knownAs(queue.description, germanQueues[queue.id])}
      status={queue.status}
      since={queue.since}
      problems={problemsOf(queue)}
      figures={[
        { label: t('ready'), value: count(queue.ready) },
        { label: t('underWay'), value: count(queue.underWay) },
        { label: t('delayed'), value: count(queue.delayed) },
        { label: t('consumers'), value: count(queue.consumers) },
        { label: t('arrived'), value: count(queue.arrivedPerMinute) },
        { label: t('handled'), value: count(queue.handledPerMinute) },
        { label: t('oldest'), value: queue.waiting === 0 ? t('none') : seconds(queue.oldestSeconds) },
        { label: t('deadLetters'), value: count(queue.deadLetters) },
      ]}
    >
      <HistoryPlot
        caption={t(`queueCaption.${span}`, { part: queue.id })}
        points={queue.history}
        series={[
          { key: 'waiting', label: t('waiting'), words },
          { key: 'handledPerMinute', label: t('handled'), words },
          { key: 'arrivedPerMinute', label: t('arrived'), words },
          { key: 'deadLetters', label: t('deadLetters'), words },
        ]}
      />
    </PartCard>
  );
}

/** How every consumer's queue is and was, asked again every ten seconds. */
export function QueueHealth({ span }: { span: HealthSpan }) {
  const t = useWords();
  const { data, previousData, error, loading, refetch } = useQueueHealthQuery({
    ...polling,
    variables: { span },
  });
  const queues = (data ?? previousData)?.queueHealth;
  return (
    <PartSection
      title={t('queues')}
      loadingWords={t('queuesLoading')}
      failedWords={t('queuesFailed')}
      emptyWords={t('queuesEmpty')}
      icon={Waypoints}
      error={error}
      onRetry={() => void refetch().catch(() => undefined)}
      retrying={loading}
      cards={queues?.map((queue) => (
        <QueuePart key={queue.id} queue={queue} span={span} />
      ))}
    />
  );
}
