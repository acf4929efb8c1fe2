/** How long a drain may take before the process gives up on it. */
const drainTimeMaxMs = 10_000;

interface Running {
  url: string;
  stop(): Promise<void>;
}

/**
 * Starts a service and keeps it until SIGTERM or SIGINT, or until the supervisor that forked it is gone. A clean drain
 * exits 0; a failed start, a failed drain and an uncaught exception exit 1.
 */
export async function runUntilStopped(start: () => Promise<Running>): Promise<void> {
  const fail = (what: string) => (error: unknown) => {
    console.error(what, error);
    process.exit(1);
  };
  process.on('uncaughtException', fail('uncaught exception:'));
  process.on('unhandledRejection', fail('unhandled rejection:'));
  const running = await start();

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(fail('The drain took too long:'), drainTimeMaxMs, 'giving up').unref();
    running.stop().then(() => process.exit(0), fail('The drain failed:'));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('disconnect', stop);
  process.send?.({ type: 'ready', url: running.url });
}
