import { context, propagation, ROOT_CONTEXT } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';

/*
 * OpenTelemetry's API with what carries a context through asynchronous calls and over the wire, and no more: nothing is
 * exported yet. Where a process has registered its own before, that one stays.
 */
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
propagation.setGlobalPropagator(new W3CTraceContextPropagator());

const header = 'traceparent';

/**
 * Runs `work` in the trace that a W3C `traceparent` names; outside of any when there is none, or when it is not well
 * formed.
 */
export function inTrace<T>(traceparent: string | undefined, work: () => T): T {
  const carrier = traceparent === undefined ? {} : { [header]: traceparent };
  return context.with(propagation.extract(ROOT_CONTEXT, carrier), work);
}

/** The W3C `traceparent` of the trace this runs in, if any. */
export function currentTraceparent(): string | undefined {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return carrier[header];
}
