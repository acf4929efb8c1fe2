import { SpanStatusCode, TraceFlags } from '@opentelemetry/api';
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace';

const tracesKeptMax = 1_000;
const spansPerTraceMax = 200;

const isSampled = (span: ReadableSpan): boolean => (span.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0;

/** As it was, but for the exporter, which takes only what is sampled. Its values are getters of a class: each is read. */
function asSampled(span: ReadableSpan): ReadableSpan {
  const spanContext = { ...span.spanContext(), traceFlags: TraceFlags.SAMPLED };
  const { name, kind, startTime, endTime, duration, status, attributes, links, events, ended, resource } =
    span;
  const { parentSpanContext, instrumentationScope } = span;
  const { droppedAttributesCount, droppedEventsCount, droppedLinksCount } = span;
  return {
    ...{ name, kind, startTime, endTime, duration, status, attributes, links, events, ended, resource },
    ...{ instrumentationScope, droppedAttributesCount, droppedEventsCount, droppedLinksCount },
    ...(parentSpanContext === undefined ? {} : { parentSpanContext }),
    spanContext: () => spanContext,
  };
}

/**
 * Hands on what is sampled. Of the rest it waits, within this process, how the part of the trace ends that began here: one
 * with an error is handed on, the others are forgotten. Bounded: of too many at once the oldest are forgotten.
 */
export class KeepErrors implements SpanProcessor {
  readonly #next: SpanProcessor;
  readonly #waiting = new Map<string, ReadableSpan[]>();

  constructor(next: SpanProcessor) {
    this.#next = next;
  }

  onStart(): void {}

  onEnd(span: ReadableSpan): void {
    if (isSampled(span)) return this.#next.onEnd(span);
    const { traceId } = span.spanContext();
    const spans = this.#waiting.get(traceId) ?? [];
    if (spans.length < spansPerTraceMax) spans.push(span);
    this.#waiting.set(traceId, spans);
    const beganHere = span.parentSpanContext === undefined || span.parentSpanContext.isRemote === true;
    if (beganHere) this.#settle(traceId, spans);
    else if (this.#waiting.size > tracesKeptMax) this.#forgetOldest();
  }

  forceFlush(): Promise<void> {
    return this.#next.forceFlush();
  }

  shutdown(): Promise<void> {
    this.#waiting.clear();
    return this.#next.shutdown();
  }

  #settle(traceId: string, spans: readonly ReadableSpan[]): void {
    this.#waiting.delete(traceId);
    if (!spans.some(({ status }) => status.code === SpanStatusCode.ERROR)) return;
    for (const span of spans) this.#next.onEnd(asSampled(span));
  }

  #forgetOldest(): void {
    const [oldest] = this.#waiting.keys();
    if (oldest !== undefined) this.#waiting.delete(oldest);
  }
}
