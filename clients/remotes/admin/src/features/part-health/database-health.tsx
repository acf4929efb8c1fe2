import { useFormats } from '@payloom/i18n/formats';
import { Database } from 'lucide-react';
import {
  useDatabaseHealthQuery,
  type DatabaseCardFragment,
  type HealthSpan,
} from './__generated__/part-health.ts';
import { HistoryPlot } from './history-plot.tsx';
import { PartCard } from './part-card.tsx';
import { PartSection } from './part-section.tsx';
import { polling } from './polling.ts';
import { useUnits } from './use-units.ts';
import { useWords } from './words.ts';

function problemsOf({ status, troubles }: DatabaseCardFragment): string[] {
  const t = useWords.now();
  if (status === 'UNKNOWN') return [t('databaseUnknown')];
  return troubles.map((trouble) => t(`databaseTrouble.${trouble}`));
}

function DatabasePart({ database, span }: { database: DatabaseCardFragment; span: HealthSpan }) {
  const t = useWords();
  const formats = useFormats();
  const { milliseconds, seconds, bytes, count } = useUnits();
  const { id, status, since, connectionsUsed, connectionsMax, history } = database;
  const connections =
    connectionsUsed == null || connectionsMax == null
      ? undefined
      : t('ofMost', { used: connectionsUsed, most: connectionsMax });
  return (
    <PartCard
      id={id}
      label={t('databaseOf', { service: id })}
      status={status}
      since={since}
      problems={problemsOf(database)}
      figures={[
        { label: t('ping'), value: milliseconds(database.pingMs) },
        { label: t('connections'), value: connections },
        { label: t('size'), value: bytes(database.sizeBytes) },
        { label: t('oldestTransaction'), value: seconds(database.oldestTransactionSeconds) },
        { label: t('outbox'), value: count(database.outboxWaiting) },
        { label: t('outboxAge'), value: seconds(database.outboxAgeSeconds) },
      ]}
    >
      <HistoryPlot
        caption={t(`databaseCaption.${span}`, { part: id })}
        points={history}
        series={[
          { key: 'pingMs', label: t('ping'), words: (figure) => milliseconds(figure) ?? '' },
          { key: 'outboxWaiting', label: t('outbox'), words: (figure) => formats.number(figure) },
          { key: 'connectionsUsed', label: t('connections'), words: (figure) => formats.number(figure) },
        ]}
      />
    </PartCard>
  );
}

/** How every subgraph's database is and was, asked again every ten seconds. */
export function DatabaseHealth({ span }: { span: HealthSpan }) {
  const t = useWords();
  const { data, previousData, error, loading, refetch } = useDatabaseHealthQuery({
    ...polling,
    variables: { span },
  });
  const databases = (data ?? previousData)?.databaseHealth;
  return (
    <PartSection
      title={t('databases')}
      loadingWords={t('databasesLoading')}
      failedWords={t('databasesFailed')}
      emptyWords={t('databasesEmpty')}
      icon={Database}
      error={error}
      onRetry={() => void refetch().catch(() => undefined)}
      retrying={loading}
      cards={databases?.map((database) => (
        <DatabasePart key={database.id} database={database} span={span} />
      ))}
    />
  );
}
