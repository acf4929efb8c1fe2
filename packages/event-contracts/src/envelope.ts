import { z } from 'zod';

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const audienceEntry = `(?:user:${uuid}|role:[A-Z][A-Z_]*)`;

const expected =
  (what: string) =>
  ({ input }: { input?: unknown }): string =>
    `expected ${what}, got ${JSON.stringify(input)}`;

/** One entry of an audience. Upper-case ids are refused: audiences are compared as text. */
export const audienceEntrySchema = z
  .string()
  .regex(new RegExp(`^${audienceEntry}$`), { error: expected('"user:<uuid>" or "role:<ROLE>"') });

/**
 * The CloudEvents 1.0 envelope (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md) with Payloom's
 * extension attributes. CloudEvents allows only scalar extensions, so `audience` is a space-separated list. What is said
 * of each attribute here stands in the AsyncAPI document too.
 */
export const envelopeSchema = z.object({
  specversion: z.literal('1.0'),
  id: z.uuid().describe('UUIDv7; the identity consumers de-duplicate by.'),
  source: z
    .string()
    .startsWith('/')
    .describe('The subgraph that owns the change, as a URI reference: `/payments`.'),
  type: z
    .string()
    .regex(/^[a-z]+(\.[a-z-]+){2}$/)
    .describe('`<subgraph>.<entity>.<past tense>`.'),
  subject: z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, { error: expected('an id of 1 to 200 printable characters, no space') })
    .describe('The id of the entity that changed; order holds within one subject.'),
  time: z.iso.datetime().describe('When it happened.'),
  datacontenttype: z.literal('application/json'),
  dataschema: z
    .string()
    .regex(/^[a-z]+(\.[a-z-]+){2}\/[1-9]\d{0,5}$/, { error: expected('"<type>/<version>"') })
    .describe('The type and the version of its data: `payments.payment.created/1`.'),
  audience: z
    .string()
    .regex(new RegExp(`^(?:${audienceEntry}(?: ${audienceEntry})*)?$`), {
      error: expected('"user:<uuid>" and "role:<ROLE>" entries, separated by single spaces'),
    })
    .describe('Who may see it: `user:<uuid>` and `role:<ROLE>`, separated by spaces; nobody when empty.'),
  actor: z.string().min(1).describe('The id of the user who caused it, or `system`.'),
  clientaddress: z
    .string()
    .optional()
    .describe('The network address the request came from, when there was one.'),
  traceparent: z.string().optional().describe('W3C trace context.'),
  tracestate: z.string().optional().describe('What others wrote beside the trace context.'),
  data: z.record(z.string(), z.unknown()),
});

export type EventEnvelope = z.infer<typeof envelopeSchema>;

/** An audience entry for one user. */
export const userAudience = (userId: string): string => `user:${userId}`;

/** An audience entry for everybody with a role. */
export const roleAudience = (role: string): string => `role:${role}`;

/** The gateways themselves: nobody has this role. What is for them decides which access tokens still count. */
export const gatewayAudience = roleAudience('GATEWAY');

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
