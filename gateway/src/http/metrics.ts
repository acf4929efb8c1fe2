import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What the gateway counts, besides what every process does. */
export function createMetrics(registry: Registry) {
  const registers = [registry];
  return {
    ...operationMetrics(registers),
    ...subgraphMetrics(registers),
    ...webVitalMetrics(registers),
    ...graphMetrics(registers),
    ...liveMetrics(registers),
    ...liveStoreMetrics(registers),
    ...cacheMetrics(registers),
  };
}

function operationMetrics(registers: Registry[]) {
  return {
    operations: new Counter({
      name: 'payloom_gateway_operations_total',
      help: 'Operations answered, by kind, by transport and by whether the answer holds errors.',
      labelNames: ['kind', 'transport', 'outcome'],
      registers,
    }),
    operationSeconds: new Histogram({
      name: 'payloom_gateway_operation_seconds',
      help: 'Time to answer a query or a mutation, by its first field: ok, refused (the caller may not, or asked wrongly), cancelled (nobody waited any more), failed.',
      labelNames: ['kind', 'field', 'outcome'],
      buckets: secondsBuckets,
      registers,
    }),
    documents: new Counter({
      name: 'payloom_gateway_documents_total',
      help: 'Operations sent, by whether their document is trusted, another that was run, or refused for being another.',
      labelNames: ['trust'],
      registers,
    }),
    planSeconds: new Histogram({
      name: 'payloom_gateway_plan_seconds',
      help: 'Time to plan an operation that was not in the cache.',
      buckets: secondsBuckets,
      registers,
    }),
  };
}

function subgraphMetrics(registers: Registry[]) {
  return {
    subgraphFetchSeconds: new Histogram({
      name: 'payloom_gateway_subgraph_fetch_seconds',
      help: 'Time one fetch from a subgraph took, by outcome.',
      labelNames: ['subgraph', 'outcome'],
      buckets: secondsBuckets,
      registers,
    }),
    subgraphResting: new Gauge({
      name: 'payloom_gateway_subgraph_resting',
      help: '1 while a subgraph is not asked, because of late it gave no answer.',
      labelNames: ['subgraph'],
      registers,
    }),
  };
}

/** The bounds are those by which a page is called good and poor (https://web.dev/articles/vitals). */
function webVitalMetrics(registers: Registry[]) {
  return {
    webVitalSeconds: new Histogram({
      name: 'payloom_web_vital_seconds',
      help: 'Web vitals of real users that are times: LCP, INP, FCP, TTFB.',
      labelNames: ['name'],
      buckets: [0.05, 0.1, 0.2, 0.5, 0.8, 1, 1.8, 2.5, 3, 4, 6, 10],
      registers,
    }),
    layoutShift: new Histogram({
      name: 'payloom_web_vital_layout_shift',
      help: 'Cumulative layout shift of real users, a figure without a unit.',
      buckets: [0.01, 0.05, 0.1, 0.15, 0.25, 0.5, 1],
      registers,
    }),
  };
}

function graphMetrics(registers: Registry[]) {
  return {
    graphReloads: new Counter({
      name: 'payloom_gateway_graph_reloads_total',
      help: 'Supergraphs read, by whether they could be served.',
      labelNames: ['outcome'],
      registers,
    }),
    graphStale: new Gauge({
      name: 'payloom_gateway_graph_stale',
      help: '1 while the newest supergraph cannot be served and an older one is.',
      registers,
    }),
  };
}

function liveMetrics(registers: Registry[]) {
  return {
    sockets: new Gauge({ name: 'payloom_gateway_sockets', help: 'WebSockets open.', registers }),
    eventStreams: new Gauge({
      name: 'payloom_gateway_event_streams',
      help: 'Event streams open.',
      registers,
    }),
    subscriptions: new Gauge({
      name: 'payloom_gateway_subscriptions',
      help: 'Subscriptions running.',
      registers,
    }),
    eventsReceived: new Counter({
      name: 'payloom_gateway_events_total',
      help: 'Events taken from the broker for live updates.',
      registers,
    }),
    updatesDelivered: new Counter({
      name: 'payloom_gateway_updates_total',
      help: 'Live updates hydrated and handed to a socket or an event stream.',
      registers,
    }),
    hydrations: new Counter({
      name: 'payloom_gateway_hydrations_total',
      help: 'Hydrations of live updates from subgraphs, each for one subscriber or for all who get the same.',
      registers,
    }),
    updateDelaySeconds: new Histogram({
      name: 'payloom_gateway_update_delay_seconds',
      help: 'Time from an event to its live update, hydrated; what a subscriber missed and asks for is not counted.',
      buckets: [...secondsBuckets, 30, 60],
      registers,
    }),
  };
}

function liveStoreMetrics(registers: Registry[]) {
  return {
    liveAppends: new Counter({
      name: 'payloom_gateway_live_appends_total',
      help: 'Events given to Redis, by whether they were kept or known already.',
      labelNames: ['outcome'],
      registers,
    }),
    liveReads: new Counter({
      name: 'payloom_gateway_live_reads_total',
      help: 'Pages of kept events read from Redis.',
      registers,
    }),
    liveGaps: new Counter({
      name: 'payloom_gateway_live_gaps_total',
      help: 'Times that announcements may have been missed, so that every subscription read what it lacked.',
      registers,
    }),
  };
}

function cacheMetrics(registers: Registry[]) {
  return {
    cacheLookups: new Counter({
      name: 'payloom_gateway_cache_lookups_total',
      help: 'Entities and root fetches that may be kept, by whether they were kept (hit), fetched (miss), fetched for somebody else at the moment (shared), or not looked for: events are not heard (unheard), Redis is away (away), the viewer has just changed something (writer), nobody can tell who asks (caller), too many at once (size).',
      labelNames: ['subgraph', 'kind', 'outcome'],
      registers,
    }),
    cacheInvalidations: new Counter({
      name: 'payloom_gateway_cache_invalidations_total',
      help: 'What had kept answers count no more, by cause: event, mutation, or all of them at once after events were not heard (silence).',
      labelNames: ['cause'],
      registers,
    }),
  };
}

export type GatewayMetrics = ReturnType<typeof createMetrics>;
