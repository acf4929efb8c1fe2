import { useEffect, useState } from 'react';

const TICK_MILLISECONDS = 250;

/** Counts seconds down to 0, from when it is started. */
export function useCountdown(): { secondsLeft: number; start: (seconds: number) => void } {
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

/** "45 seconds", "2 minutes". */
export function waitWords(seconds: number): string {
  const [count, unit] = seconds < 120 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
