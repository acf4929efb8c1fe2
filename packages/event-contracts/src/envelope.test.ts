import { createEvent } from './catalogue.ts';
import { audienceOf, envelopeSchema, matchesPattern, roleAudience, userAudience } from './envelope.ts';

const userId = '0199aa00-0000-7000-8000-000000000001';
const envelope = createEvent({
  type: 'auth.session.started',
  subject: userId,
  data: { userId, sessionId: userId },
  audience: [userAudience(userId), roleAudience('ADMIN')],
  actor: userId,
});

/** What is wrong with the envelope when one attribute is another: `audience: expected ...`. */
function problemsWith(change: Record<string, unknown>): string[] {
  const { error } = envelopeSchema.safeParse({ ...envelope, ...change });
  return error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
}

describe('the envelope', () => {
  it('is read back as it was written', () => {
    expect(envelopeSchema.parse(JSON.parse(JSON.stringify(envelope)))).toEqual(envelope);
  });

  it.each(['', 'role:ADMIN', `user:${userId}`, `user:${userId} user:${userId} role:SUPPORT_AGENT`])(
    'may be for %j',
    (audience) => {
      expect(problemsWith({ audience })).toEqual([]);
      expect(audienceOf({ audience }).join(' ')).toBe(audience);
    },
  );

  it.each([
    'everybody',
    'user:bob',
    `user:${userId.toUpperCase()}`,
    'role:admin',
    'role:',
    `user:${userId},role:ADMIN`,
    `user:${userId}  role:ADMIN`,
    ' role:ADMIN',
    'role:ADMIN\n',
  ])('may not be for %j', (audience) => {
    expect(problemsWith({ audience })).toEqual([
      `audience: expected "user:<uuid>" and "role:<ROLE>" entries, separated by single spaces, got ${JSON.stringify(audience)}`,
    ]);
  });

  it.each(['', 'a b', 'a\0', 'x'.repeat(201), 'Ünal'])('may not be about the subject %j', (subject) => {
    expect(problemsWith({ subject })).toEqual([
      `subject: expected an id of 1 to 200 printable characters, no space, got ${JSON.stringify(subject)}`,
    ]);
  });

  it.each(['auth.session.started', 'auth.session.started/0', 'auth.session.started/v1', '/1'])(
    'may not have the schema %j',
    (dataschema) => {
      expect(problemsWith({ dataschema })).toEqual([
        `dataschema: expected "<type>/<version>", got "${dataschema}"`,
      ]);
    },
  );
});

describe('matchesPattern', () => {
  it.each([
    ['payments.payment.*', 'payments.payment.created', true],
    ['payments.payment.*', 'payments.top-up.completed', false],
    ['payments.#', 'payments.top-up.completed', true],
    ['#', 'auth.user.registered', true],
    ['#.registered', 'auth.user.registered', true],
    ['auth.user.registered', 'auth.user.registered', true],
    ['auth.user', 'auth.user.registered', false],
    ['*.*', 'auth.user.registered', false],
  ])('says of %s and %s: %s', (pattern, type, expected) => {
    expect(matchesPattern(pattern, type)).toBe(expected);
  });
});
