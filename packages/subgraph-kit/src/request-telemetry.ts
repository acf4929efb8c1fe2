import { context, SpanKind, SpanStatusCode, trace, type Span } from '@opentelemetry/api';
import { beginSpan } from '@payloom/telemetry/spans';
import { inTrace, traceparentOf } from '@payloom/telemetry/trace';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Histogram, type Registry } from 'prom-client';
import type { Traffic } from './traffic.ts';

const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** Asked all the time, by machines. */
const unobserved = new Set(['/healthz', '/readyz', '/metrics']);

/** What the route says of a request: not its path, which holds ids. */
const routeOf = ({ routeOptions }: FastifyRequest): string => routeOptions.url ?? 'none';

const oneOf = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'string' ? header : undefined;

/**
 * Observes every request but those of probes: how long it took, by its route, and in the trace that its `traceparent` names a
 * span, within which it is handled. A caller whose trace is kept is told of it by `traceresponse`
 * (https://w3c.github.io/trace-context/#traceresponse-header). Returns what it counts.
 */
export function addRequestTelemetry(app: FastifyInstance, registry: Registry): Traffic {
  const seconds = new Histogram({
    name: 'payloom_http_request_seconds',
    help: 'Time to answer a request, by route and status; those of probes are not counted.',
    labelNames: ['method', 'route', 'status'],
    buckets: secondsBuckets,
    registers: [registry],
  });
  const spans = new WeakMap<FastifyRequest, Span>();

  // Once the body is read: what a stream calls back does not know the request's context.
  app.addHook('preValidation', (request, reply, done) => {
    const traceparent = oneOf(request.headers['traceparent']);
    // Several of them are one list.
    const tracestate = [request.headers['tracestate'] ?? []].flat().join(',') || undefined;
    if (unobserved.has(routeOf(request))) return inTrace(traceparent, done, tracestate);
    const attributes = { 'http.request.method': request.method, 'http.route': routeOf(request) };
    const name = `${request.method} ${routeOf(request)}`;
    const span = beginSpan(name, { kind: SpanKind.SERVER, traceparent, tracestate, attributes });
    if (!span) return inTrace(traceparent, done, tracestate);
    spans.set(request, span);
    if (span.spanContext().traceFlags & 1) reply.header('traceresponse', traceparentOf(span));
    context.with(trace.setSpan(context.active(), span), done);
  });

  app.addHook('onResponse', (request, reply, done) => {
    const { method } = request;
    const route = routeOf(request);
    if (!unobserved.has(route)) {
      seconds.observe({ method, route, status: reply.statusCode }, reply.elapsedTime / 1_000);
    }
    const span = spans.get(request);
    span?.setAttribute('http.response.status_code', reply.statusCode);
    if (reply.statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
    done();
  });
  return { histogram: seconds, isFailed: ({ status }) => Number(status) >= 500 };
}
