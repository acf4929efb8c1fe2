import { LiveGlow } from '@payloom/ui-kit/live-glow';
import { formatExactTime, RelativeTime } from '@payloom/ui-kit/relative-time';
import type { ReactNode } from 'react';
import type { DeadLetterRowFragment } from '../../dead-letter/__generated__/dead-letter.ts';
import { LetterStatus } from '../../dead-letter/letter-status.tsx';
import { personName } from '../../people/person-name.ts';

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
  const done = discardReason === null ? 'Replayed' : 'Discarded';
  return status === 'OPEN' ? `${done} before` : done;
}

function Resolved({ letter }: { letter: Letter }) {
  const { resolvedAt, resolvedBy, discardReason } = letter;
  if (!resolvedAt) return null;
  return (
    <>
      <Fact name={resolvedWords(letter)}>
        <When value={resolvedAt} />
        {resolvedBy && ` by ${personName(resolvedBy)}`}
      </Fact>
      {discardReason !== null && (
        <Fact name="Because">
          <span className="whitespace-pre-wrap">{discardReason}</span>
        </Fact>
      )}
    </>
  );
}

const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
const suffixes: Record<Intl.LDMLPluralRule, string> = {
  zero: 'th',
  one: 'st',
  two: 'nd',
  few: 'rd',
  many: 'th',
  other: 'th',
};

/** How often it was tried, and how often that was given up: "after 12 tries, for the 2nd time". */
export function triesWords({ attempts, timesParked }: Pick<Letter, 'attempts' | 'timesParked'>): string {
  const tries = attempts === 1 ? 'after 1 try' : `after ${attempts} tries`;
  if (timesParked < 2) return tries;
  return `${tries}, for the ${timesParked}${suffixes[ordinals.select(timesParked)]} time`;
}

/** Where a letter stands, whose it is, and what it is about. */
export function LetterFacts({ letter, consumer }: { letter: Letter; consumer: string | undefined }) {
  return (
    <dl className="flex flex-col gap-1.5 text-sm">
      <Fact name="Status">
        <LiveGlow value={letter.status} announce={`Now ${letter.status.toLowerCase()}`}>
          <LetterStatus status={letter.status} />
        </LiveGlow>
      </Fact>
      <Fact name="Given up">
        <When value={letter.parkedAt} /> {triesWords(letter)}
      </Fact>
      <Resolved letter={letter} />
      <Fact name="By">
        <code className="text-xs">{letter.queue}</code>
        {consumer && <span className="block text-muted-foreground">{consumer}</span>}
      </Fact>
      <Fact name="Subject">
        <code className="text-xs select-all">{letter.subject}</code>
      </Fact>
      <Fact name="Event">
        <code className="text-xs select-all">{letter.eventId}</code>
      </Fact>
    </dl>
  );
}
