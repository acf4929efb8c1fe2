import { reportError } from '@payloom/telemetry/report-errors';
import { startTelemetry } from '@payloom/telemetry/start-telemetry';
import { readTelemetryEnv } from './env.ts';

/** How long a drain may take, besides what it waits on purpose, before the process gives up on it. */
const drainTimeMaxMs = 10_000;

/** How long a process that has failed waits for what it tells others of that. */
const lastWordsMaxMs = 2_000;

interface Running {
  url: string;
  /** How long it still takes requests once it is told to stop. */
  drainMs?: number;
  stop(): Promise<void>;
}

/**
 * Starts a service and keeps it until SIGTERM or SIGINT, or until the supervisor that forked it is gone. A clean drain
 * exits 0; a failed start, a failed drain and an uncaught exception exit 1.
 */
export async function runUntilStopped(
  start: () => Promise<Running>,
  telemetryOptions: { service: string; isEdge?: boolean },
): Promise<void> {
  const telemetry = await startTelemetry({ ...readTelemetryEnv(), ...telemetryOptions });
  const fail = (what: string) => (error: unknown) => {
    console.error(what, error);
    if (error instanceof Error) reportError(error, what);
    // What there is to tell of it is sent, but nobody waits for long.
    setTimeout(() => process.exit(1), lastWordsMaxMs);
    void telemetry.stop().finally(() => process.exit(1));
  };
  process.on('uncaughtException', fail('uncaught exception:'));
  process.on('unhandledRejection', fail('unhandled rejection:'));
  const running = await start();

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    const timeMaxMs = drainTimeMaxMs + (running.drainMs ?? 0);
    setTimeout(fail('The drain took too long:'), timeMaxMs, 'giving up').unref();
    running
      .stop()
      .then(() => telemetry.stop())
      .then(() => process.exit(0), fail('The drain failed:'));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('disconnect', stop);
  process.send?.({ type: 'ready', url: running.url });
}
