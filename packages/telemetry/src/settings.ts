import { z } from 'zod';

/**
 * What is told to others about how a process does. The variables are OpenTelemetry's and Sentry's own; without them nothing
 * is traced and nothing reported.
 */
export const telemetryEnvSchema = z
  .object({
    OTEL_EXPORTER_OTLP_ENDPOINT: z
      .url({ protocol: /^https?$/, error: 'expected an http:// or https:// address' })
      .optional(),
    OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
    SENTRY_DSN: z.url({ protocol: /^https?$/, error: 'expected the DSN of a project' }).optional(),
    SENTRY_ENVIRONMENT: z.string().min(1).default('production'),
  })
  .transform((env) => ({
    /** A collector that takes OTLP over HTTP. */
    otlpUrl: env.OTEL_EXPORTER_OTLP_ENDPOINT,
    /** The share of traces that is kept. */
    sampledRatio: env.OTEL_TRACES_SAMPLER_ARG,
    sentryDsn: env.SENTRY_DSN,
    sentryEnvironment: env.SENTRY_ENVIRONMENT,
  }));

export type TelemetrySettings = z.infer<typeof telemetryEnvSchema>;
