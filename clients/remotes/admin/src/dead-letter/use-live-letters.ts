import { useState } from 'react';
import { useDeadLetterChangedSubscription } from './__generated__/dead-letter.ts';
import { placeLetter } from './place-letters.ts';

export interface LiveLetters {
  /** Whether the live updates have ended for good, and what brings them back. */
  stopped: boolean;
  resume: () => void;
}

export interface LiveLettersOptions {
  skip: boolean;
  /** A dead letter was collected, replayed or discarded; the lists have it already. */
  onChange: () => void;
  /** Loads what is shown anew. */
  reload: () => void;
}

/** Keeps every list of dead letters as it is now. After a lost connection it goes on behind its last cursor. */
export function useLiveLetters({ skip, onChange, reload }: LiveLettersOptions): LiveLetters {
  const [stopped, setStopped] = useState(false);
  const { restart } = useDeadLetterChangedSubscription({
    skip,
    // The cache has each update already when it is told of.
    ignoreResults: true,
    onError: () => setStopped(true),
    onData: ({ client, data: { data } }) => {
      const letter = data?.deadLetterChanged.deadLetter;
      if (!letter) return;
      if (placeLetter(client.cache, letter).overflowed) reload();
      onChange();
    },
  });
  const resume = (): void => {
    setStopped(false);
    reload();
    onChange();
    restart();
  };
  return { stopped: stopped && !skip, resume };
}
