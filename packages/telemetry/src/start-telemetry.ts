import type { TelemetrySettings } from './settings.ts';

/** What tells others how this process does, while it runs. */
export interface Telemetry {
  /** Sends what is left and ends it. */
  stop(): Promise<void>;
}

export interface TelemetryOptions extends TelemetrySettings {
  readonly service: string;
  /** Whether browsers ask this process. */
  readonly isEdge?: boolean;
}

/**
 * Starts what the settings ask for, before anything else of the process does. What they do not ask for is not even loaded: no
 * module is patched and no hook stands in the way of a request.
 */
export async function startTelemetry(options: TelemetryOptions): Promise<Telemetry> {
  const { service, otlpUrl, sampledRatio, sentryDsn: dsn, sentryEnvironment: environment } = options;
  const started: Telemetry[] = [];
  if (otlpUrl !== undefined) {
    const { startTracing } = await import('./start-tracing.ts');
    started.push(startTracing({ service, otlpUrl, sampledRatio, isEdge: options.isEdge ?? false }));
  }
  if (dsn !== undefined) {
    const { startReports } = await import('./start-reports.ts');
    started.push(startReports({ service, dsn, environment }));
  }
  const stop = async () => {
    await Promise.all(started.map((part) => part.stop()));
  };
  return { stop };
}
