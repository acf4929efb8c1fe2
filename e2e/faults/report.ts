/** Tells, with times, what a run does. */
export interface Report {
  say(sentence: string): void;
}

/** Writes to the terminal, past Jest, which would put a stack beside every line. */
export function openReport(): Report {
  const startedAtMs = Date.now();
  return {
    say: (sentence) => {
      const seconds = ((Date.now() - startedAtMs) / 1_000).toFixed(1).padStart(6);
      process.stderr.write(`${seconds} s  ${sentence}\n`);
    },
  };
}
