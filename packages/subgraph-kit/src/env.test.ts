import { z } from 'zod';
import { parseEnv, subgraphEnvSchema } from './env.ts';

const good = { AUTH_DATABASE_URL: 'postgresql://localhost/auth', BROKER_JOURNAL_PATH: '/tmp/journal' };

describe('the environment of a subgraph', () => {
  it('is read from variables named after it, with defaults', () => {
    expect(parseEnv(subgraphEnvSchema('auth'), good)).toEqual({
      databaseUrl: 'postgresql://localhost/auth',
      port: 4000,
      host: '127.0.0.1',
      brokerJournalPath: '/tmp/journal',
      jwksUrl: undefined,
      logLevel: 'info',
    });
  });

  it('takes a port as text', () => {
    expect(parseEnv(subgraphEnvSchema('auth'), { ...good, AUTH_PORT: '0' }).port).toBe(0);
  });

  it('says all that is wrong at once, by name and without the values', () => {
    const bad = { AUTH_DATABASE_URL: 'mysql://root:secret@db', AUTH_PORT: '99999', LOG_LEVEL: 'loud' };
    const read = () => parseEnv(subgraphEnvSchema('auth'), bad);
    for (const name of ['AUTH_DATABASE_URL', 'AUTH_PORT', 'BROKER_JOURNAL_PATH', 'LOG_LEVEL']) {
      expect(read).toThrow(new RegExp(`- ${name}: `));
    }
    expect(read).not.toThrow(/secret/);
  });

  it('can be joined with what one subgraph needs besides', () => {
    const schema = subgraphEnvSchema('auth').and(z.object({ COOKIE_SECURE: z.stringbool() }));
    expect(parseEnv(schema, { ...good, COOKIE_SECURE: 'false' })).toMatchObject({
      port: 4000,
      COOKIE_SECURE: false,
    });
  });
});
