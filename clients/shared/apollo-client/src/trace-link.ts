import { ApolloLink } from '@apollo/client';
import { tap } from 'rxjs';
import type { Telemetry } from './telemetry.ts';

const traceparentPattern = /^00-([\da-f]{32})-([\da-f]{16})-01$/;

function randomHex(bytes: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Whether the server keeps the trace that a request was part of: it says so in its answer, or nothing. */
function isKept(context: Record<string, unknown>, traceId: string): boolean {
  const { response } = context;
  const said = response instanceof Response ? response.headers.get('traceresponse') : null;
  return traceparentPattern.exec(said ?? '')?.[1] === traceId;
}

/**
 * Begins a trace (https://www.w3.org/TR/trace-context/) with each operation, and tells of the span where the server keeps the
 * trace. OpenTelemetry's own SDK would do the same for forty times the bytes before the first page.
 */
export function traceLink(telemetry: Pick<Telemetry, 'addSpan'>): ApolloLink {
  return new ApolloLink((operation, forward) => {
    const [traceId, spanId, startMs] = [randomHex(16), randomHex(8), Date.now()];
    operation.setContext(({ headers }) => ({
      headers: { ...(isObject(headers) ? headers : {}), traceparent: `00-${traceId}-${spanId}-01` },
    }));
    const tell = (failed: boolean): void => {
      if (!isKept(operation.getContext(), traceId)) return;
      const name = `${operation.operationType} ${operation.operationName ?? 'anonymous'}`;
      telemetry.addSpan({ traceId, spanId, name, kind: 'client', startMs, endMs: Date.now(), failed });
    };
    return forward(operation).pipe(
      tap({ next: ({ errors }) => tell(errors !== undefined), error: () => tell(true) }),
    );
  });
}

/** Tells of what a live update brought about, where the update says which trace it belongs to. */
export function tellOfUpdate(
  telemetry: Pick<Telemetry, 'addSpan'>,
  extensions: unknown,
  operationName: string | undefined,
  startMs: number,
): void {
  const traceparent = isObject(extensions) ? extensions['traceparent'] : undefined;
  const [, traceId, parentSpanId] =
    (typeof traceparent === 'string' && traceparentPattern.exec(traceparent)) || [];
  if (traceId === undefined || parentSpanId === undefined) return;
  const name = `update ${operationName ?? 'anonymous'}`;
  const span = { traceId, parentSpanId, spanId: randomHex(8), name, startMs, endMs: Date.now() };
  telemetry.addSpan({ ...span, kind: 'consumer', failed: false });
}
