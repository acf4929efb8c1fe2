import { z } from 'zod';
import { parseEnv, subgraphEnvSchema } from './env.ts';

const good = { AUTH_DATABASE_URL: 'postgresql://localhost/auth', BROKER_JOURNAL_PATH: '/tmp/journal' };

describe('the environment of a subgraph', () => {
  it('is read from variables named after it, with defaults', () => {
    expect(parseEnv(subgraphEnvSchema('auth'), good)).toEqual({
      databaseUrl: 'postgresql://localhost/auth',
      port: 4000,
      host: '127.0.0.1',
      broker: { amqpUrl: undefined, journalPath: '/tmp/journal', attemptsMax: 12 },
      jwksUrl: undefined,
      drainMs: 0,
      logLevel: 'info',
    });
  });

  it('takes a port as text', () => {
    expect(parseEnv(subgraphEnvSchema('auth'), { ...good, AUTH_PORT: '0' }).port).toBe(0);
  });

  it('takes the time to drain in seconds', () => {
    const env = { ...good, DRAIN_SECONDS: '6' };
    expect(parseEnv(subgraphEnvSchema('auth'), env).drainMs).toBe(6_000);
  });

  it('says all that is wrong at once, by name and without the values', () => {
    const bad = { AUTH_DATABASE_URL: 'mysql://root:secret@db', AUTH_PORT: '99999', LOG_LEVEL: 'loud' };
    const read = () => parseEnv(subgraphEnvSchema('auth'), bad);
    for (const name of ['AUTH_DATABASE_URL', 'AUTH_PORT', 'AMQP_URL or BROKER_JOURNAL_PATH', 'LOG_LEVEL']) {
      expect(read).toThrow(new RegExp(`- ${name}: `));
    }
    expect(read).not.toThrow(/secret/);
  });

  it('names RabbitMQ instead of a journal, and how often an event is tried', () => {
    const { BROKER_JOURNAL_PATH: _, ...rest } = good;
    const env = { ...rest, AMQP_URL: 'amqps://user:word@broker/payloom', EVENT_ATTEMPTS_MAX: '3' };
    expect(parseEnv(subgraphEnvSchema('auth'), env).broker).toEqual({
      amqpUrl: 'amqps://user:word@broker/payloom',
      journalPath: undefined,
      attemptsMax: 3,
    });
    const bad = { ...rest, AMQP_URL: 'https://user:word@broker', EVENT_ATTEMPTS_MAX: '0' };
    const read = () => parseEnv(subgraphEnvSchema('auth'), bad);
    expect(read).toThrow(/- AMQP_URL: expected an amqp:/);
    expect(read).toThrow(/- EVENT_ATTEMPTS_MAX: /);
    expect(read).not.toThrow(/word|AMQP_URL or/);
  });

  it('can be joined with what one subgraph needs besides', () => {
    const schema = subgraphEnvSchema('auth').and(z.object({ COOKIE_SECURE: z.stringbool() }));
    expect(parseEnv(schema, { ...good, COOKIE_SECURE: 'false' })).toMatchObject({
      port: 4000,
      COOKIE_SECURE: false,
    });
  });
});
