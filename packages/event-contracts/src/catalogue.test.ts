import { catalogue, createEvent, parseEvent } from './catalogue.ts';
import { audienceOf } from './envelope.ts';

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

  it.each([
    [[`user:${userId}`, 'role:admin'], 1, 'role:admin'],
    [['bob', 'role:ADMIN'], 0, 'bob'],
    [[`user:${userId} role:ADMIN`], 0, `user:${userId} role:ADMIN`],
  ])('refuses the audience %j, and says which entry is wrong', (audience, index, entry) => {
    const message = `expected "user:<uuid>" or "role:<ROLE>", got "${entry}"`;
    expect(() => createEvent({ ...registered, audience })).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ path: ['audience', index], message })] }),
    );
  });

  it('refuses a subject that is no id', () => {
    expect(() => createEvent({ ...registered, subject: 'bob smith' })).toThrow(/subject/);
  });

  it('refuses to read a version that this program does not know', () => {
    const envelope = { ...createEvent(registered), dataschema: 'auth.user.registered/7' };
    expect(() => parseEvent('auth.user.registered', envelope)).toThrow(
      'Event auth.user.registered: expected "auth.user.registered/<version>" of version 1, got "auth.user.registered/7"',
    );
  });

  it('refuses to read an envelope as another type', () => {
    expect(() => parseEvent('auth.session.started', createEvent(registered))).toThrow(
      /auth\.session\.started/,
    );
  });
});
