import { createStackParser, createTransport, Scope, type ErrorEvent, type Transport } from '@sentry/core';
import { nodeStackLineParser, ServerRuntimeClient } from '@sentry/core/server';
import { z } from 'zod';
import { onError } from './report-errors.ts';
import { scrub, withoutValues } from './scrub.ts';

const sendTimeMaxMs = 5_000;
const reportsPerMinuteMax = 60;
const queuedReportsMax = 32;

export interface ReportsOptions {
  readonly service: string;
  readonly dsn: string;
  readonly environment: string;
}

/** With Node's own `fetch`; an endpoint that is away costs a report, and nothing else. */
function transportTo(options: Parameters<typeof createTransport>[0] & { url: string }): Transport {
  return createTransport({ ...options, bufferSize: queuedReportsMax }, async ({ body }) => {
    const response = await fetch(options.url, {
      method: 'POST',
      body: typeof body === 'string' ? body : new Uint8Array(body),
      headers: { 'content-type': 'application/x-sentry-envelope' },
      signal: AbortSignal.timeout(sendTimeMaxMs),
    });
    await response.body?.cancel();
    return { statusCode: response.status };
  });
}

const jsonSchema = z.record(z.string(), z.unknown());

/** All texts of an event scrubbed, and whatever names a machine, a person or a request left out. */
function withoutPeople(event: ErrorEvent): ErrorEvent {
  const { user: _user, request: _request, server_name: _server, breadcrumbs: _crumbs, ...kept } = event;
  for (const exception of kept.exception?.values ?? []) {
    if (exception.value !== undefined) exception.value = scrub(withoutValues(exception.value));
  }
  return {
    ...kept,
    ...(kept.extra ? { extra: jsonSchema.parse(JSON.parse(scrub(JSON.stringify(kept.extra)))) } : {}),
  };
}

/** Lets so many through in a minute: an error that repeats says nothing new. */
function limitPerMinute(max: number, now = Date.now): () => boolean {
  let windowStart = 0;
  let count = 0;
  return () => {
    if (now() - windowStart > 60_000) [windowStart, count] = [now(), 0];
    count += 1;
    return count <= max;
  };
}

/**
 * Reports errors to a Sentry, or what speaks like one. Of its SDK this is the core alone: the package for Node.js patches
 * modules and brings tracing of its own.
 */
export function startReports({ service, dsn, environment }: ReportsOptions): { stop(): Promise<void> } {
  const client = new ServerRuntimeClient({
    dsn,
    environment,
    platform: 'node',
    runtime: { name: 'node', version: process.version },
    integrations: [],
    sendClientReports: false,
    stackParser: createStackParser(nodeStackLineParser()),
    transport: transportTo,
    beforeSend: withoutPeople,
  });
  client.init();
  const mayReport = limitPerMinute(reportsPerMinuteMax);
  onError((error, what, trace) => {
    if (!mayReport()) return;
    const scope = new Scope();
    scope.setTag('service', service);
    if (trace) scope.setTag('trace_id', trace.trace_id);
    if (what !== undefined) scope.setExtra('said', what);
    client.captureException(error, {}, scope);
  });
  const stop = async () => {
    onError(undefined);
    await client.close(sendTimeMaxMs);
  };
  return { stop };
}
