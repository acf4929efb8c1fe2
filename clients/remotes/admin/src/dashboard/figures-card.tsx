import { useFormats } from '@payloom/i18n/formats';
import { useKeyFiguresQuery } from '../features/key-figures/__generated__/key-figures.ts';
import { DayBars, DayTable } from '../features/key-figures/day-plot.tsx';
import { CardFrame } from './card-frame.tsx';
import { useWords } from './words.ts';

const dayCount = 14;
const pollMs = 30_000;
const figures = {
  registered: 'usersRegistered',
  created: 'paymentsCreated',
  completed: 'paymentsCompleted',
  failed: 'paymentsFailed',
} as const;
const names = ['registered', 'created', 'completed', 'failed'] as const;

/** What today has brought beside the days before, and the payments of two weeks. */
export function FiguresCard() {
  const t = useWords();
  const formats = useFormats();
  const { data, error, refetch } = useKeyFiguresQuery({
    variables: { days: dayCount },
    fetchPolicy: 'cache-and-network',
    pollInterval: pollMs,
    skipPollAttempt: () => document.hidden,
  });
  const days = data?.keyFigures ?? [];
  const [today, before] = [days.at(-1), days.slice(0, -1)];
  const average = (name: (typeof names)[number]): number =>
    Math.round(before.reduce((sum, day) => sum + day[figures[name]], 0) / Math.max(1, before.length));
  const series = ['paymentsCreated'] as const;
  return (
    <CardFrame
      title={t('today')}
      description={t('todayMeans')}
      more={{ to: '/admin/figures', label: t('figures') }}
      failed={error !== undefined}
      onRetry={() => void refetch().catch(() => undefined)}
      known={today !== undefined}
    >
      {today && (
        <>
          <dl className="mb-4 grid grid-cols-2 gap-x-8 gap-y-4 lg:grid-cols-4">
            {names.map((name) => (
              <div key={name}>
                <dt className="text-sm text-muted-foreground">{t(name)}</dt>
                <dd className="text-2xl font-semibold tabular-nums">
                  {formats.number(today[figures[name]])}{' '}
                  <span className="text-sm font-normal text-muted-foreground">
                    ({formats.number(average(name))})
                  </span>
                </dd>
              </div>
            ))}
          </dl>
          {days.every(({ paymentsCreated }) => paymentsCreated === 0) ? (
            <p className="rounded-lg border border-dashed px-4 py-8 text-center text-sm text-muted-foreground">
              {t('noneMade')}
            </p>
          ) : (
            <>
              <DayBars days={days} series={series} />
              <DayTable caption={t('perDay')} days={days} series={series} />
            </>
          )}
        </>
      )}
    </CardFrame>
  );
}
