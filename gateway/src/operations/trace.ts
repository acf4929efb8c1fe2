import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isValidSpanId, isValidTraceId, TraceFlags } from '@opentelemetry/api';

const traceparentPattern = /^([\da-f]{2})-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(-.*)?$/;
/** What others wrote beside the trace; more than W3C asks to carry is not carried on. */
const tracestatePattern = /^[\x20-\x7e]{1,512}$/;

/**
 * The W3C trace context (https://www.w3.org/TR/trace-context/) that goes along with every fetch: the given one, or the
 * start of a new trace where that is missing or malformed.
 */
export function traceHeaders({ traceparent, tracestate }: IncomingHttpHeaders): Record<string, string> {
  const continued = parseTraceparent(traceparent);
  if (continued === null) return { traceparent: newTraceparent() };
  const known = typeof tracestate === 'string' && tracestatePattern.test(tracestate);
  return { traceparent: continued, ...(known ? { tracestate } : {}) };
}

/** A later version is read as far as this one goes, and told on in this one's words. */
function parseTraceparent(header: unknown): string | null {
  const match = typeof header === 'string' ? traceparentPattern.exec(header) : null;
  if (!match) return null;
  const [, version = '', traceId = '', parentId = '', flags = '', more] = match;
  if (version === 'ff' || (version === '00' && more !== undefined)) return null;
  if (!isValidTraceId(traceId) || !isValidSpanId(parentId)) return null;
  return `00-${traceId}-${parentId}-0${parseInt(flags, 16) & TraceFlags.SAMPLED}`;
}

/** Not sampled: who samples decides upstream. */
function newTraceparent(): string {
  const ids = randomHex();
  return `00-${ids.slice(0, 32)}-${ids.slice(32)}-00`;
}

/** The sixteen bytes of a trace and the eight of a span. */
const idsBytes = 24;
const drawn = { bytes: Buffer.alloc(0), used: 0 };

/** To ask the system for so few bytes takes longer than all the rest of the headers, so many are drawn at once. */
function randomHex(): string {
  if (drawn.used === drawn.bytes.length) {
    drawn.bytes = randomBytes(idsBytes * 128);
    drawn.used = 0;
  }
  const from = drawn.used;
  drawn.used += idsBytes;
  return drawn.bytes.toString('hex', from, drawn.used);
}
