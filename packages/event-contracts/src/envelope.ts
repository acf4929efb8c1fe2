import { z } from 'zod';

/**
 * The CloudEvents 1.0 envelope (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md) with Payloom's
 * extension attributes. CloudEvents allows only scalar extensions, so `audience` is a space-separated list.
 */
export const envelopeSchema = z.object({
  specversion: z.literal('1.0'),
  /** UUIDv7; the identity consumers de-duplicate by. */
  id: z.uuid(),
  /** The subgraph that owns the change, as a URI reference: `/payments`. */
  source: z.string().startsWith('/'),
  /** `<subgraph>.<entity>.<past tense>`. */
  type: z.string().regex(/^[a-z]+(\.[a-z-]+){2}$/),
  /** The id of the entity that changed; order holds within one subject. */
  subject: z.string().min(1),
  time: z.iso.datetime(),
  datacontenttype: z.literal('application/json'),
  /** `payments.payment.created/1`: the schema and its version. */
  dataschema: z.string(),
  /** Who may see it: `user:<id>` and `role:<ROLE>`, separated by spaces. */
  audience: z.string(),
  /** The user who caused it, or `system`. */
  actor: z.string().min(1),
  /** The network address the request came from, when there was one. */
  clientaddress: z.string().optional(),
  /** W3C trace context. */
  traceparent: z.string().optional(),
  data: z.record(z.string(), z.unknown()),
});

export type EventEnvelope = z.infer<typeof envelopeSchema>;

/** An audience entry for one user. */
export const userAudience = (userId: string): string => `user:${userId}`;

/** An audience entry for everybody with a role. */
export const roleAudience = (role: string): string => `role:${role}`;

/** The envelope's audience as a list. */
export function audienceOf(event: Pick<EventEnvelope, 'audience'>): string[] {
  return event.audience.split(' ').filter((entry) => entry.length > 0);
}

/**
 * Whether a routing pattern of a topic exchange covers an event type: `*` stands for one word, `#` for any number
 * (AMQP 0-9-1, section 3.1.3.3).
 */
export function matchesPattern(pattern: string, type: string): boolean {
  return matchWords(pattern.split('.'), type.split('.'));
}

function matchWords(pattern: readonly string[], words: readonly string[]): boolean {
  const [head, ...rest] = pattern;
  if (head === undefined) return words.length === 0;
  if (head === '#')
    return matchWords(rest, words) || (words.length > 0 && matchWords(pattern, words.slice(1)));
  if (words.length === 0) return false;
  return (head === '*' || head === words[0]) && matchWords(rest, words.slice(1));
}
