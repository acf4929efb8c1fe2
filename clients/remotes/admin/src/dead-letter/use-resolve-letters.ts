import { useApolloClient } from '@apollo/client/react';
import { toast } from '@payloom/ui-kit/toaster';
import { useRef, useState } from 'react';
import {
  useDiscardDeadLettersMutation,
  useReplayDeadLettersMutation,
  type ReplayDeadLettersMutation,
} from './__generated__/dead-letter.ts';
import { placeLetter } from './place-letters.ts';
import { resolvedSentence, type Resolution } from './resolved-sentence.ts';
import { whyNotResolved } from './why-not-resolved.ts';

/** The graph takes as many at once. */
export const RESOLVED_AT_ONCE_MAX = 100;

/** Done, and said; or failed, and why. Neither, where something else was still under way. */
export interface Outcome {
  done: boolean;
  problem?: string;
}

export interface ResolveLetters {
  /** What is under way; nothing else begins meanwhile. */
  underWay: Resolution | undefined;
  replay: (ids: readonly string[]) => Promise<Outcome>;
  discard: (ids: readonly string[], reason: string) => Promise<Outcome>;
}

type Resolved = ReplayDeadLettersMutation['replayDeadLetters'];
type Answer = { resolved: Resolved | undefined; error: unknown };

/** Sends one thing at a time: a second press while the first is under way does nothing. */
function useOneAtATime() {
  const [underWay, setUnderWay] = useState<Resolution>();
  // The state is a render late for the second half of a double click.
  const running = useRef(false);
  const run = async (resolution: Resolution, send: () => Promise<Outcome>): Promise<Outcome> => {
    if (running.current) return { done: false };
    running.current = true;
    setUnderWay(resolution);
    try {
      return await send();
    } finally {
      running.current = false;
      setUnderWay(undefined);
    }
  };
  return { underWay, run };
}

/** Replays and discards dead letters, and says what came of it. `onResolved` is called after each that went well. */
export function useResolveLetters(onResolved: (skipped: readonly string[]) => void): ResolveLetters {
  const { cache } = useApolloClient();
  // With 'all', as what was done is done though a part of Payloom does not tell the name of who did it.
  const [replay] = useReplayDeadLettersMutation({ errorPolicy: 'all' });
  const [discard] = useDiscardDeadLettersMutation({ errorPolicy: 'all' });
  const { underWay, run } = useOneAtATime();

  const send = (resolution: Resolution, ask: () => Promise<Answer>): Promise<Outcome> =>
    run(resolution, async () => {
      const { resolved, error } = await ask().catch((failure: unknown) => ({
        resolved: undefined,
        error: failure,
      }));
      if (!resolved) return { done: false, problem: whyNotResolved(error) };
      const { deadLetters, skipped } = resolved;
      for (const letter of deadLetters) placeLetter(cache, letter);
      const words = resolvedSentence(resolution, deadLetters.length, skipped.length);
      if (deadLetters.length > 0) toast.success(words);
      else toast.info(words);
      onResolved(skipped);
      return { done: true };
    });

  return {
    underWay,
    replay: (ids) =>
      send('replay', async () => {
        const { data, error } = await replay({ variables: { ids: [...ids] } });
        return { resolved: data?.replayDeadLetters, error };
      }),
    discard: (ids, reason) =>
      send('discard', async () => {
        const { data, error } = await discard({ variables: { ids: [...ids], reason } });
        return { resolved: data?.discardDeadLetters, error };
      }),
  };
}
