import { useEffect, useRef } from 'react';

/**
 * Runs at once when asked, and once more at the end of each pause in which it was asked again: a burst of live updates
 * asks the graph a few times, not a hundred.
 */
export function useThrottled(run: () => void, pauseMilliseconds: number): () => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const askedAgain = useRef(false);
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  const rest = (): void => {
    timer.current = setTimeout(() => {
      timer.current = undefined;
      if (askedAgain.current) runAndRest();
    }, pauseMilliseconds);
  };
  const runAndRest = (): void => {
    askedAgain.current = false;
    latest.current();
    rest();
  };
  return () => {
    if (timer.current === undefined) runAndRest();
    else askedAgain.current = true;
  };
}
