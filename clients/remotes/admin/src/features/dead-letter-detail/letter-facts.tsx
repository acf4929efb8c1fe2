import { knownAs } from '@payloom/i18n/known-as';
import { LiveGlow } from '@payloom/ui-kit/live-glow';
import { formatExactTime, RelativeTime } from '@payloom/ui-kit/relative-time';
import type { ReactNode } from 'react';
import type { DeadLetterRowFragment } from '../../dead-letter/__generated__/dead-letter.ts';
import { LetterStatus } from '../../dead-letter/letter-status.tsx';
import { personName } from '../../people/person-name.ts';
import { germanQueues } from '../../event-types/german-queues.ts';
import { useWords as useLetterWords } from '../../dead-letter/words.ts';
import { useWords } from './words.ts';

type Letter = DeadLetterRowFragment;

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[5.5rem_1fr] gap-2 sm:grid-cols-[6.5rem_1fr]">
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}

function When({ value }: { value: string }) {
  return (
    <>
      {formatExactTime(new Date(value))} <span className="text-muted-foreground">(</span>
      <RelativeTime value={value} className="text-muted-foreground" />
      <span className="text-muted-foreground">)</span>
    </>
  );
}

/** A letter that came back keeps what was done with it before. */
function resolvedWords({ status, discardReason }: Letter): string {
  const t = useWords.now();
  const done = discardReason === null ? 'REPLAYED' : 'DISCARDED';
  return status === 'OPEN' ? t(`doneBefore.${done}`) : t(`done.${done}`);
}

function Resolved({ letter }: { letter: Letter }) {
  const t = useWords();
  const { resolvedAt, resolvedBy, discardReason } = letter;
  if (!resolvedAt) return null;
  return (
    <>
      <Fact name={resolvedWords(letter)}>
        {resolvedBy ? (
          t.rich('doneBy', { who: personName(resolvedBy), when: () => <When value={resolvedAt} /> })
        ) : (
          <When value={resolvedAt} />
        )}
      </Fact>
      {discardReason !== null && (
        <Fact name={t('because')}>
          <span className="whitespace-pre-wrap">{discardReason}</span>
        </Fact>
      )}
    </>
  );
}

/** How often it was tried, and how often that was given up: "after 12 tries, for the 2nd time". */
export function triesWords({ attempts, timesParked }: Pick<Letter, 'attempts' | 'timesParked'>): string {
  const t = useWords.now();
  const tries = t('afterTries', { count: attempts });
  return timesParked < 2 ? tries : t('forTheTime', { tries, count: timesParked });
}

/** Where a letter stands, whose it is, and what it is about. */
export function LetterFacts({ letter, consumer }: { letter: Letter; consumer: string | undefined }) {
  const t = useWords();
  const words = useLetterWords();
  return (
    <dl className="flex flex-col gap-1.5 text-sm">
      <Fact name={t('status')}>
        <LiveGlow
          value={letter.status}
          announce={t('now', { status: words(`status.${letter.status}`).toLowerCase() })}
        >
          <LetterStatus status={letter.status} />
        </LiveGlow>
      </Fact>
      <Fact name={t('givenUp')}>
        {t.rich('givenUpWhen', {
          tries: triesWords(letter),
          when: () => <When value={letter.parkedAt} />,
        })}
      </Fact>
      <Resolved letter={letter} />
      <Fact name={t('by')}>
        <code className="text-xs">{letter.queue}</code>
        {consumer && (
          <span className="block text-muted-foreground">{knownAs(consumer, germanQueues[letter.queue])}</span>
        )}
      </Fact>
      <Fact name={t('subject')}>
        <code className="text-xs select-all">{letter.subject}</code>
      </Fact>
      <Fact name={t('eventId')}>
        <code className="text-xs select-all">{letter.eventId}</code>
      </Fact>
    </dl>
  );
}
