import { useFormats } from '@payloom/i18n/formats';
import { formatExactTime } from '@payloom/ui-kit/relative-time';
import type { DeadLetterDetailFragment } from '../../dead-letter/__generated__/dead-letter.ts';
import { timeBetween } from './time-between.ts';
import { useWords } from './words.ts';

type Try = DeadLetterDetailFragment['history'][number];

interface TryProps {
  each: Try;
  before: Try | undefined;
  /** What stands above the tries already. */
  lastReason: string;
}

/** The same long words need not be read twelve times. */
function Why({ each, before, lastReason }: TryProps) {
  const t = useWords();
  if (each.reason === lastReason) return <span className="text-muted-foreground">{t('asAbove')}</span>;
  if (each.reason === before?.reason) return <span className="text-muted-foreground">{t('sameAgain')}</span>;
  return each.reason;
}

function TryLine(props: TryProps) {
  const t = useWords();
  const formats = useFormats();
  const { each, before } = props;
  const at = new Date(each.at);
  return (
    <li className="grid grid-cols-[3.25rem_1fr_auto] gap-x-3 gap-y-0.5 px-3 py-2 sm:grid-cols-[3.25rem_9.5rem_5.5rem_1fr]">
      <span className="text-muted-foreground tabular-nums">
        {t('nthTry', { count: String(each.attempt) })}
      </span>
      <time dateTime={each.at} title={formatExactTime(at)} className="whitespace-nowrap tabular-nums">
        {formats.dateTime(at, {
          day: 'numeric',
          month: 'short',
          hour: 'numeric',
          minute: '2-digit',
          second: '2-digit',
        })}
      </time>
      <span className="text-right whitespace-nowrap text-muted-foreground tabular-nums">
        {before && t('later', { time: timeBetween(before.at, each.at) })}
      </span>
      <span className="col-span-2 col-start-2 min-w-0 break-words whitespace-pre-wrap sm:col-span-1 sm:col-start-4">
        <Why {...props} />
      </span>
    </li>
  );
}

/** The tries that are remembered, oldest first, each with its time and why it failed. */
export function LetterTries({ letter: { history, attempts, reason } }: { letter: DeadLetterDetailFragment }) {
  const t = useWords();
  if (history.length === 0) {
    return <p className="text-sm text-muted-foreground">{t('noTimes')}</p>;
  }
  return (
    <>
      <ol
        aria-label={t('tries')}
        // Scrolls where there are many, so it must be reachable by keyboard.
        tabIndex={0}
        className="max-h-72 divide-y overflow-y-auto rounded-lg border bg-background text-sm"
      >
        {history.map((each, index) => (
          <TryLine
            key={`${each.attempt} ${each.at}`}
            each={each}
            before={history[index - 1]}
            lastReason={reason}
          />
        ))}
      </ol>
      {history.length < attempts && (
        <p className="mt-1.5 text-xs text-muted-foreground">
          {t('remembered', { count: history.length, all: attempts })}
        </p>
      )}
    </>
  );
}
