import { context, propagation, ROOT_CONTEXT, trace, TraceFlags, type Span } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';

/*
 * OpenTelemetry's API with what carries a context through asynchronous calls and over the wire. Spans are made and exported
 * only once `startTracing` has run; until then everything here hands on what came. Where a process has registered its own
 * before, that one stays.
 */
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
propagation.setGlobalPropagator(new W3CTraceContextPropagator());

const header = 'traceparent';
const stateHeader = 'tracestate';

/**
 * The context of the trace that a W3C `traceparent` names, with what others wrote beside it in a `tracestate`; an empty one
 * when there is none, or when it is not well formed.
 */
export function contextOf(traceparent: string | undefined, tracestate?: string) {
  if (traceparent === undefined) return ROOT_CONTEXT;
  const carrier = {
    [header]: traceparent,
    ...(tracestate === undefined ? {} : { [stateHeader]: tracestate }),
  };
  return propagation.extract(ROOT_CONTEXT, carrier);
}

/**
 * Runs `work` in the trace that a W3C `traceparent` names; outside of any when there is none, or when it is not well
 * formed.
 */
export function inTrace<T>(traceparent: string | undefined, work: () => T, tracestate?: string): T {
  return context.with(contextOf(traceparent, tracestate), work);
}

/** The W3C `traceparent` of the trace this runs in, if any, and the `tracestate` beside it. */
export function currentTrace(): { traceparent: string | undefined; tracestate: string | undefined } {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  // Of more than may be carried along, an empty one is left, which says nothing.
  return { traceparent: carrier[header], tracestate: carrier[stateHeader] || undefined };
}

/** The W3C `traceparent` of the trace this runs in, if any. */
export const currentTraceparent = (): string | undefined => currentTrace().traceparent;

/** The W3C `traceparent` that names a span as the parent of what follows. */
export function traceparentOf(span: Pick<Span, 'spanContext'>): string {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-0${traceFlags & TraceFlags.SAMPLED}`;
}

/** The ids that tie a log line to the trace it was written in, if any. */
export function traceIds(): { trace_id: string; span_id: string } | undefined {
  const span = trace.getSpanContext(context.active());
  return span && { trace_id: span.traceId, span_id: span.spanId };
}
