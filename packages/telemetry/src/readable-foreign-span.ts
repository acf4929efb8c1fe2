import { SpanKind, SpanStatusCode, TraceFlags, type HrTime } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  SamplingDecision,
  TraceIdRatioBasedSampler,
  type ReadableSpan,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace';
import type { ForeignSpan } from './foreign-spans.ts';

const resource = resourceFromAttributes({ 'service.name': 'browser', 'service.namespace': 'payloom' });
const kinds = { client: SpanKind.CLIENT, consumer: SpanKind.CONSUMER } as const;
const nothing = { droppedAttributesCount: 0, droppedEventsCount: 0, droppedLinksCount: 0 };

const timeOf = (ms: number): HrTime => [Math.trunc(ms / 1_000), Math.round((ms % 1_000) * 1_000_000)];

function readable({ traceId, spanId, parentSpanId, ...span }: ForeignSpan): ReadableSpan {
  const shared = { traceId, traceFlags: TraceFlags.SAMPLED };
  return {
    ...nothing,
    name: span.name,
    kind: kinds[span.kind],
    spanContext: () => ({ ...shared, spanId }),
    ...(parentSpanId === undefined ? {} : { parentSpanContext: { ...shared, spanId: parentSpanId } }),
    startTime: timeOf(span.startMs),
    endTime: timeOf(span.endMs),
    duration: timeOf(span.endMs - span.startMs),
    status: { code: span.failed ? SpanStatusCode.ERROR : SpanStatusCode.UNSET },
    attributes: {},
    links: [],
    events: [],
    ended: true,
    resource,
    instrumentationScope: { name: 'payloom' },
  };
}

/** Hands browsers' spans to the processor, where their trace is one that is kept: the id decides, not the browser. */
export function foreignSpansInto(
  processor: SpanProcessor,
  sampledRatio: number,
): (span: ForeignSpan) => void {
  const sampler = new TraceIdRatioBasedSampler(sampledRatio);
  return (span) => {
    const { decision } = sampler.shouldSample(undefined, span.traceId);
    if (decision === SamplingDecision.RECORD_AND_SAMPLED) processor.onEnd(readable(span));
  };
}
