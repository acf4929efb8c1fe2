import { z } from 'zod';

const spansMax = 50;
const vitalsMax = 10;
const spanTimeMaxMs = 10 * 60 * 1_000;

const id = (digits: number) => z.string().regex(new RegExp(`^(?!0+$)[\\da-f]{${digits}}$`));

/** Only a kind and a name of GraphQL: a browser has no words of its own to put into somebody's traces. */
const nameSchema = z.string().regex(/^(?:query|mutation|update) [A-Za-z_]\w{0,79}$/);

const spanSchema = z
  .strictObject({
    traceId: id(32),
    spanId: id(16),
    parentSpanId: id(16).optional(),
    name: nameSchema,
    kind: z.enum(['client', 'consumer']),
    startMs: z.number().positive(),
    endMs: z.number().positive(),
    failed: z.boolean(),
  })
  .refine(({ startMs, endMs }) => endMs >= startMs && endMs - startMs <= spanTimeMaxMs);

const vitalSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.enum(['LCP', 'INP', 'FCP', 'TTFB']), value: z.number().min(0).max(120_000) }),
  z.strictObject({ name: z.literal('CLS'), value: z.number().min(0).max(100) }),
]);

/** What a page tells of itself at once: spans of kept traces, web vitals, and what its clock says while it tells. */
export const telemetryReportSchema = z.strictObject({
  sentAtMs: z.number().positive(),
  spans: z.array(spanSchema).max(spansMax).default([]),
  vitals: z.array(vitalSchema).max(vitalsMax).default([]),
});

export type TelemetryReport = z.infer<typeof telemetryReportSchema>;
