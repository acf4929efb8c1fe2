import { useEffect, useState } from 'react';
import { useWords } from './words.ts';

const TICK_MILLISECONDS = 250;

export interface Countdown {
  readonly secondsLeft: number;
  readonly start: (seconds: number) => void;
}

/** Counts seconds down to 0, from when it is started. */
export function useCountdown(): Countdown {
  const [endsAtMs, setEndsAtMs] = useState<number>();
  const [secondsLeft, setSecondsLeft] = useState(0);
  useEffect(() => {
    if (endsAtMs === undefined) return;
    const timer = setInterval(() => {
      const left = Math.max(0, Math.ceil((endsAtMs - performance.now()) / 1_000));
      setSecondsLeft(left);
      if (left === 0) setEndsAtMs(undefined);
    }, TICK_MILLISECONDS);
    return () => clearInterval(timer);
  }, [endsAtMs]);
  const start = (seconds: number): void => {
    setSecondsLeft(seconds);
    setEndsAtMs(performance.now() + seconds * 1_000);
  };
  return { secondsLeft, start };
}

/** "Try again in 45 seconds", "Try again in 2 minutes". */
export function waitWords(seconds: number): string {
  const t = useWords.now();
  return seconds < 120 ? t('seconds', { count: seconds }) : t('minutes', { count: Math.ceil(seconds / 60) });
}
