import { useCallback, useRef, useState } from 'react';

type WithKey<Input> = Input & { idempotencyKey: string };

export interface Intent<Input, Answer> {
  /**
   * Carries the intent out. Undefined when it is being carried out already, as by the second half of a double click;
   * rejects when no answer came.
   */
  carryOut: (input: Input) => Promise<Answer | undefined>;
  /** No answer has come yet. */
  underWay: boolean;
  /** Hands the intent on to whoever carries it out later: with its key, and whether it may have happened already. */
  handOn: (input: Input) => { wish: WithKey<Input>; isSent: boolean };
}

/**
 * Gives what somebody wants to do with money one idempotency key. An answer ends the intent, good or bad. Where none
 * came nobody knows what happened, so the next try with the same input is the same intent and keeps the key.
 */
export function useIntent<Input extends object, Answer>(
  send: (input: WithKey<Input>) => Promise<Answer>,
): Intent<Input, Answer> {
  const [underWay, setUnderWay] = useState(false);
  // A second click comes before the first one's render, which a state would not notice.
  const sending = useRef(false);
  const unanswered = useRef<{ wish: string; key: string; isSent: boolean }>(undefined);

  const carryOut = useCallback(
    async (input: Input): Promise<Answer | undefined> => {
      if (sending.current) return undefined;
      sending.current = true;
      setUnderWay(true);
      const wish = JSON.stringify(input);
      const key = unanswered.current?.wish === wish ? unanswered.current.key : crypto.randomUUID();
      unanswered.current = { wish, key, isSent: true };
      try {
        const answer = await send({ ...input, idempotencyKey: key });
        unanswered.current = undefined;
        return answer;
      } finally {
        sending.current = false;
        setUnderWay(false);
      }
    },
    [send],
  );

  const handOn = useCallback((input: Input) => {
    const wish = JSON.stringify(input);
    // It stays the same intent: where nobody takes it over, it is tried again with its key.
    if (unanswered.current?.wish !== wish)
      unanswered.current = { wish, key: crypto.randomUUID(), isSent: false };
    const { key, isSent } = unanswered.current;
    return { wish: { ...input, idempotencyKey: key }, isSent };
  }, []);

  return { carryOut, underWay, handOn };
}
