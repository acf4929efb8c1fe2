import { catalogue, createEvent, parseEvent } from './catalogue.ts';
import { audienceOf, matchesPattern } from './envelope.ts';

const userId = '0199aa00-0000-7000-8000-000000000001';
const registered = {
  type: 'auth.user.registered',
  subject: userId,
  data: { userId, email: 'bob@example.com', displayName: 'Bob', role: 'CUSTOMER', status: 'ACTIVE' },
  audience: [`user:${userId}`, 'role:ADMIN'],
  actor: userId,
} as const;

describe('the event catalogue', () => {
  it('names every event subgraph.entity.past-tense', () => {
    for (const type of Object.keys(catalogue)) expect(type).toMatch(/^[a-z]+(\.[a-z-]+){2}$/);
  });

  it('makes an envelope that its own contract reads back', () => {
    const envelope = createEvent(registered);
    expect(parseEvent('auth.user.registered', envelope).data.email).toBe('bob@example.com');
    expect(envelope).toMatchObject({ source: '/auth', dataschema: 'auth.user.registered/1' });
    expect(audienceOf(envelope)).toEqual([`user:${userId}`, 'role:ADMIN']);
  });

  it('refuses data that breaks the contract', () => {
    expect(() => createEvent({ ...registered, data: { ...registered.data, email: 'nobody' } })).toThrow(
      /email/,
    );
  });

  it('refuses to read an envelope as another type', () => {
    expect(() => parseEvent('auth.session.started', createEvent(registered))).toThrow(
      /auth\.session\.started/,
    );
  });
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
