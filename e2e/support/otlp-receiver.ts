import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { z } from 'zod';

const valueSchema = z.object({ stringValue: z.string().optional() });
const attributesSchema = z
  .array(z.object({ key: z.string(), value: valueSchema }))
  .default([])
  .transform((list) => Object.fromEntries(list.map(({ key, value }) => [key, value.stringValue])));
const spanSchema = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().default(''),
  name: z.string(),
  startTimeUnixNano: z.coerce.number(),
  attributes: attributesSchema,
});
const exportSchema = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: attributesSchema }),
      scopeSpans: z.array(z.object({ spans: z.array(spanSchema) })),
    }),
  ),
});

/** A span as a collector gets it. */
export interface ReceivedSpan extends z.infer<typeof spanSchema> {
  readonly service: string;
}

/** What a trace is made of, and how each part of it is known. */
export type TraceParts = Readonly<Record<string, (span: ReceivedSpan) => boolean>>;

/** The parts of which there is no span. */
export const missingParts = (parts: TraceParts, spans: readonly ReceivedSpan[]): string[] =>
  Object.entries(parts).flatMap(([part, isIt]) => (spans.some(isIt) ? [] : [part]));

/** The names of those below none of the others. */
export function rootsOf(spans: readonly ReceivedSpan[]): string[] {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  return spans.filter(({ parentSpanId }) => !ids.has(parentSpanId)).map(({ name }) => name);
}

/** The spans of what an exporter sends. Throws where it is not OTLP in JSON. */
export function spansOf(body: unknown): ReceivedSpan[] {
  return exportSchema.parse(body).resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = resource.attributes['service.name'] ?? '';
    return scopeSpans.flatMap(({ spans }) => spans.map((span) => ({ ...span, service })));
  });
}

/** A collector that remembers: it takes OTLP over HTTP, in JSON. */
export interface OtlpReceiver {
  /** What services are told as `OTEL_EXPORTER_OTLP_ENDPOINT`. */
  readonly endpoint: string;
  /** So far, of one trace or of all. */
  spans(traceId?: string): ReceivedSpan[];
  /** Everything that came, as it came. */
  text(): string;
  stop(): void;
}

/** Listens where the services under test export to; at any free port with none given. */
export async function startOtlpReceiver(port = 0): Promise<OtlpReceiver> {
  const received: ReceivedSpan[] = [];
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    json(request)
      .then((body) => {
        bodies.push(JSON.stringify(body));
        received.push(...spansOf(body));
        response.setHeader('content-type', 'application/json').end('{}');
      })
      .catch((error: unknown) => response.writeHead(400).end(String(error)));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const listensAt = typeof address === 'object' ? address?.port : undefined;
  return {
    endpoint: `http://127.0.0.1:${listensAt}`,
    spans: (traceId) => received.filter((span) => traceId === undefined || span.traceId === traceId),
    text: () => bodies.join('\n'),
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
