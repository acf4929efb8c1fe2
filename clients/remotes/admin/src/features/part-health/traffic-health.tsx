import { Activity } from 'lucide-react';
import {
  useServiceTrafficQuery,
  type HealthSpan,
  type TrafficCardFragment,
} from './__generated__/part-health.ts';
import { HistoryPlot } from './history-plot.tsx';
import { PartCard } from './part-card.tsx';
import { PartSection } from './part-section.tsx';
import { polling } from './polling.ts';
import { useUnits } from './use-units.ts';
import { useWords } from './words.ts';

function problemsOf({ status, troubles }: TrafficCardFragment): string[] {
  const t = useWords.now();
  if (status === 'UNKNOWN') return [t('trafficUnknown')];
  return troubles.map((trouble) => t(`trafficTrouble.${trouble}`));
}

function TrafficPart({ traffic, span }: { traffic: TrafficCardFragment; span: HealthSpan }) {
  const t = useWords();
  const { milliseconds, count } = useUnits();
  const words = (figure: number) => count(figure) ?? '';
  const { id, status, since, requestsPerMinute, failedPerMinute, p95Ms, history } = traffic;
  return (
    <PartCard
      id={id}
      label={t('trafficOf', { service: id })}
      status={status}
      since={since}
      problems={problemsOf(traffic)}
      figures={[
        { label: t('requests'), value: count(requestsPerMinute) },
        { label: t('failedRequests'), value: count(failedPerMinute) },
        { label: t('p95'), value: milliseconds(p95Ms) },
      ]}
    >
      <HistoryPlot
        caption={t(`trafficCaption.${span}`, { part: id })}
        points={history}
        series={[
          { key: 'requestsPerMinute', label: t('requests'), words },
          { key: 'failedPerMinute', label: t('failedRequests'), words },
          { key: 'p95Ms', label: t('p95'), words: (figure) => milliseconds(figure) ?? '' },
        ]}
      />
    </PartCard>
  );
}

/** What every service has to do and how it does it, asked again every ten seconds. */
export function TrafficHealth({ span }: { span: HealthSpan }) {
  const t = useWords();
  const { data, previousData, error, loading, refetch } = useServiceTrafficQuery({
    ...polling,
    variables: { span },
  });
  const services = (data ?? previousData)?.serviceTraffic;
  return (
    <PartSection
      title={t('traffic')}
      loadingWords={t('trafficLoading')}
      failedWords={t('trafficFailed')}
      emptyWords={t('trafficEmpty')}
      icon={Activity}
      error={error}
      onRetry={() => void refetch().catch(() => undefined)}
      retrying={loading}
      cards={services?.map((traffic) => (
        <TrafficPart key={traffic.id} traffic={traffic} span={span} />
      ))}
    />
  );
}
