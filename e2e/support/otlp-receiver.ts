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

/** A collector that remembers: it takes OTLP over HTTP, in JSON. */
export interface OtlpReceiver {
  /** So far, of one trace or of all. */
  spans(traceId?: string): ReceivedSpan[];
  /** Everything that came, as it came. */
  text(): string;
  stop(): void;
}

/** Listens where the services under test export to. */
export async function startOtlpReceiver(port: number): Promise<OtlpReceiver> {
  const received: ReceivedSpan[] = [];
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    json(request)
      .then((body) => {
        bodies.push(JSON.stringify(body));
        for (const { resource, scopeSpans } of exportSchema.parse(body).resourceSpans) {
          const service = resource.attributes['service.name'] ?? '';
          received.push(...scopeSpans.flatMap(({ spans }) => spans.map((span) => ({ ...span, service }))));
        }
        response.setHeader('content-type', 'application/json').end('{}');
      })
      .catch((error: unknown) => response.writeHead(400).end(String(error)));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    spans: (traceId) => received.filter((span) => traceId === undefined || span.traceId === traceId),
    text: () => bodies.join('\n'),
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
