import { trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  createAlwaysRecordSampler,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
  type Sampler,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace';
import { onForeignSpan } from './foreign-spans.ts';
import { foreignSpansInto } from './readable-foreign-span.ts';
import { KeepErrors } from './keep-errors.ts';
import { setTracing } from './spans.ts';

const exportEveryMs = 1_000;
const exportTimeMaxMs = 5_000;
const queuedSpansMax = 4_096;
const statementCharactersMax = 2_000;

export interface TracingOptions {
  /** As it is called in traces. */
  readonly service: string;
  /** Where a collector takes OTLP over HTTP. */
  readonly otlpUrl: string;
  readonly sampledRatio: number;
  /** Whether others than ours ask it: what they say about sampling is not believed. */
  readonly isEdge: boolean;
}

/**
 * Which traces are kept: a share by their id, so that every process says the same of one. Inside, what the caller said holds;
 * at the edge a browser may send what it likes, and the id decides.
 */
function samplerOf({ sampledRatio, isEdge }: TracingOptions): Sampler {
  const ratio = new TraceIdRatioBasedSampler(sampledRatio);
  const root = isEdge
    ? new ParentBasedSampler({ root: ratio, remoteParentSampled: ratio, remoteParentNotSampled: ratio })
    : new ParentBasedSampler({ root: ratio });
  return sampledRatio === 1 ? root : createAlwaysRecordSampler(root);
}

/** Makes spans from now on and sends them to the collector. Resolves, when stopped, once what is left has been sent. */
export function startTracing(options: TracingOptions): { stop(): Promise<void> } {
  const exporter = new OTLPTraceExporter({
    url: `${options.otlpUrl.replace(/\/$/, '')}/v1/traces`,
    timeoutMillis: exportTimeMaxMs,
  });
  const batches: SpanProcessor = new BatchSpanProcessor({
    exporter,
    scheduledDelayMillis: exportEveryMs,
    exportTimeoutMillis: exportTimeMaxMs,
    maxQueueSize: queuedSpansMax,
  });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': options.service, 'service.namespace': 'payloom' }),
    sampler: samplerOf(options),
    spanLimits: { attributeValueLengthLimit: statementCharactersMax },
    spanProcessors: [new KeepErrors(batches)],
  });
  trace.setGlobalTracerProvider(provider);
  setTracing(provider.getTracer('payloom'));
  onForeignSpan(foreignSpansInto(batches, options.sampledRatio));
  const stop = async () => {
    setTracing(undefined);
    onForeignSpan(undefined);
    trace.disable();
    // A collector that is away must not keep a process from ending well.
    await provider.shutdown().catch(() => undefined);
  };
  return { stop };
}
