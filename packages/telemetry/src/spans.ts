import {
  context,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Link,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import { contextOf } from './trace.ts';

let tracer: Tracer | undefined;

/** Whether this process makes spans. Where it does not, nothing may be spent on them. */
export const isTracing = (): boolean => tracer !== undefined;

/** Said by whoever starts and stops the exporter. */
export function setTracing(next: Tracer | undefined): void {
  tracer = next;
}

export interface SpanOptions {
  readonly kind?: SpanKind;
  /** No personal data: ids of entities and names of the schema at most. */
  readonly attributes?: Attributes;
  readonly links?: Link[];
  /** The W3C `traceparent` it belongs to; left out, what runs now. */
  readonly traceparent?: string | undefined;
  /** What others wrote beside it, which is handed on. */
  readonly tracestate?: string | undefined;
}

/** Begins a span that somebody else ends; undefined where nothing is traced. */
export function beginSpan(name: string, options: SpanOptions = {}): Span | undefined {
  if (!tracer) return undefined;
  const { traceparent, tracestate, kind = SpanKind.INTERNAL, attributes = {}, links = [] } = options;
  const parent = 'traceparent' in options ? contextOf(traceparent, tracestate) : context.active();
  return tracer.startSpan(name, { kind, attributes, links }, parent);
}

/** Ends a span that failed. An error's message may hold anything, so its kind is all that is told. */
export function failSpan(span: Span, error: unknown): void {
  span.setAttribute('error.type', error instanceof Error ? error.name : typeof error);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** Runs `work` inside a span, which ends with it; where nothing is traced, in the trace that was named. */
export function inSpan<T>(
  name: string,
  options: SpanOptions,
  work: (span: Span | undefined) => Promise<T>,
): Promise<T> {
  const span = beginSpan(name, options);
  if (span) return endingWith(span, work);
  return 'traceparent' in options
    ? context.with(contextOf(options.traceparent, options.tracestate), () => work(undefined))
    : work(undefined);
}

async function endingWith<T>(span: Span, work: (span: Span) => Promise<T>): Promise<T> {
  try {
    return await context.with(trace.setSpan(context.active(), span), () => work(span));
  } catch (error) {
    failSpan(span, error);
    throw error;
  } finally {
    span.end();
  }
}

/** A span that is over already, as when one is told of a statement only afterwards. Only within a trace: no trace is begun. */
export function recordSpan(
  name: string,
  { kind = SpanKind.INTERNAL, attributes = {} }: Pick<SpanOptions, 'kind' | 'attributes'>,
  tookMs: number,
  failed: boolean,
): void {
  if (!tracer || !trace.getSpan(context.active())?.isRecording()) return;
  const span = tracer.startSpan(name, { kind, attributes, startTime: Date.now() - tookMs });
  if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
