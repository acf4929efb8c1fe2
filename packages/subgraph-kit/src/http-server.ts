import { addRequestTelemetry } from './request-telemetry.ts';
import { collectDefaultMetrics, Registry } from 'prom-client';
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { endConnectionsOnClose } from './end-connections.ts';
import { TrafficWindow, type Traffic } from './traffic.ts';

/** A query is text; nothing honest comes near this. */
const bodySizeMaxBytes = 256 * 1024;
/** `nodejs_eventloop_lag_*` count from here. Ten milliseconds, the default, would be most of what an idle process does. */
const eventLoopLookEveryMs = 100;

export interface HttpServerOptions {
  name: string;
  log: FastifyBaseLogger;
  /** Resolves with what does not answer; an empty list means ready. */
  failing: () => Promise<string[]>;
  /** Said by `/readyz` besides. */
  details?: () => object | Promise<object>;
  /** Where a process counts what is its own. */
  registry?: Registry;
  /** What `/readyz` says the process has to do: its HTTP requests, unless given. */
  traffic?: Traffic;
}

/**
 * The HTTP side that each process has: `/healthz` (alive), `/readyz` (dependencies answer), `/metrics`. Requests are
 * handled in the trace that their `traceparent` names.
 */
export function createHttpServer({
  name,
  log,
  failing,
  details,
  registry = new Registry(),
  traffic,
}: HttpServerOptions): FastifyInstance {
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodySizeMaxBytes,
    forceCloseConnections: 'idle',
  });
  endConnectionsOnClose(app);
  registry.setDefaultLabels({ service: name });
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: eventLoopLookEveryMs });

  const requests = addRequestTelemetry(app, registry);
  const lately = new TrafficWindow(traffic ?? requests);

  app.get('/healthz', () => ({ status: 'alive' }));
  app.get('/readyz', async (_request, reply) => {
    const [notReady, said, did] = await Promise.all([failing(), details?.(), lately.read()]);
    return reply
      .code(notReady.length > 0 ? 503 : 200)
      .send({ ready: notReady.length === 0, failing: notReady, traffic: did, ...said });
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
  return app;
}
