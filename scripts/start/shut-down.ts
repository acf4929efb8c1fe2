import { watchLaunchers } from './launchers.ts';

const repeatMilliseconds = 1_000;

export interface ShutDown {
  /** Whether somebody asked to stop. */
  readonly asked: boolean;
}

/**
 * Calls `stop` once on Ctrl-C, SIGTERM, a closed terminal or a lost parent process (package managers included), and exits 0 when it is done. A
 * second Ctrl-C, a moment later (a terminal and a package manager may both pass on the first), exits at once.
 */
export function shutDownOnSignal(stop: () => Promise<void>, say: (sentence: string) => void): ShutDown {
  let askedAt: number | undefined;
  const ask = (): void => {
    if (askedAt !== undefined) {
      if (performance.now() - askedAt > repeatMilliseconds) process.exit(130);
      return;
    }
    askedAt = performance.now();
    say('Stopping …');
    stop().then(
      () => {
        say('Stopped. The data is kept.');
        process.exit(0);
      },
      (error: unknown) => {
        say(error instanceof Error ? error.message : String(error));
        process.exit(1);
      },
    );
  };
  // Who read our lines may be gone before we are: stopping in order goes on without them.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, ask);
  if (process.send) process.on('disconnect', ask);
  watchLaunchers(ask);
  return {
    get asked() {
      return askedAt !== undefined;
    },
  };
}
