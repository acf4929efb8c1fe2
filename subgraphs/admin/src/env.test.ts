import { parseEnv } from '@payloom/subgraph-kit/env';
import { adminEnvSchema } from './env.ts';

const right = { ADMIN_DATABASE_URL: 'postgresql://localhost/admin', BROKER_JOURNAL_PATH: 'journal' };
const read = (HEALTH_URLS: string) => parseEnv(adminEnvSchema, { ...right, HEALTH_URLS });

describe('the environment of admin', () => {
  it('names the services that are watched', () => {
    expect([...read('auth=http://127.0.0.1:4001/readyz, gateway=https://gw/readyz').healthUrls]).toEqual([
      ['auth', 'http://127.0.0.1:4001/readyz'],
      ['gateway', 'https://gw/readyz'],
    ]);
    expect(parseEnv(adminEnvSchema, right).healthUrls.size).toBe(0);
  });

  it.each(['auth', 'auth=ftp://127.0.0.1', 'http://127.0.0.1', 'Auth=http://127.0.0.1', '=http://127.0.0.1'])(
    'says what it expected instead of %s',
    (text) => {
      expect(() => read(text)).toThrow(/HEALTH_URLS: expected at most 50 name=http/);
    },
  );
});
