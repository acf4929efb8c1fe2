import { SpanKind, type Span } from '@opentelemetry/api';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { beginSpan, failSpan, inSpan } from '@payloom/telemetry/spans';
import { traceparentOf } from '@payloom/telemetry/trace';

/** What an event may say of itself in a trace: its ids and its type, and nothing of whom it is about. */
const attributesOf = (event: EventEnvelope, operation: string) => ({
  'messaging.system': 'payloom',
  'messaging.operation.name': operation,
  'messaging.message.id': event.id,
  'cloudevents.event_type': event.type,
});

/** Does something with an event a queue brought, in the trace of what caused the event. */
export function inEventSpan<T>(
  operation: 'process',
  queue: string,
  event: EventEnvelope,
  work: () => Promise<T>,
): Promise<T> {
  const attributes = { ...attributesOf(event, operation), 'messaging.destination.name': queue };
  const { traceparent, tracestate } = event;
  const options = { kind: SpanKind.CONSUMER, traceparent, tracestate, attributes };
  return inSpan(`${operation} ${queue}`, options, work);
}

/** The events as they go on from here, and what to call when they have gone, or have not. */
export interface SpannedEvents {
  readonly events: readonly EventEnvelope[];
  end(error?: unknown): void;
}

/**
 * Begins a span for each event, in the event's own trace, as which it goes on: whoever takes it next stands below. Where
 * nothing is traced the events are handed back as they are.
 */
export function spanEvents(
  name: (event: EventEnvelope) => string,
  kind: SpanKind,
  operation: string,
  events: readonly EventEnvelope[],
): SpannedEvents {
  const spans: Span[] = [];
  const spanned = events.map((event) => {
    // Without a trace of its own an event begins none: what runs by itself would fill the store of traces.
    if (event.traceparent === undefined) return event;
    const attributes = attributesOf(event, operation);
    const { traceparent, tracestate } = event;
    const span = beginSpan(name(event), { kind, traceparent, tracestate, attributes });
    if (!span) return event;
    spans.push(span);
    return { ...event, traceparent: traceparentOf(span) };
  });
  const end = (error?: unknown): void => {
    for (const span of spans) {
      if (error !== undefined) failSpan(span, error);
      span.end();
    }
  };
  return { events: spanned, end };
}
