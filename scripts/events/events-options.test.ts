import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConnection, type ConnectionOptions } from './events-options.ts';

const password = 'abcd-efgh-jkmn';
const dataFolder = (secrets?: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'payloom-events-'));
  if (secrets !== undefined) writeFileSync(join(folder, 'secrets.json'), secrets);
  return folder;
};
const installed = dataFolder(JSON.stringify({ postgresPassword: 'x'.repeat(20), demoPassword: password }));
const read = (options: Partial<ConnectionOptions>, env: NodeJS.ProcessEnv = {}) =>
  readConnection({ json: false, ...options }, { PAYLOOM_DATA_DIR: installed, ...env });

const demo = { email: 'admin@payloom.example', password };

describe('readConnection', () => {
  it('is the demo administrator of the installation on this machine', () => {
    expect(read({})).toEqual({ origin: 'http://localhost:4000', ...demo });
    expect(read({}, { PORT: '4100' })).toEqual({ origin: 'http://localhost:4100', ...demo });
    expect(read({ url: 'http://127.0.0.1:5000/graphql' })).toEqual({
      origin: 'http://127.0.0.1:5000',
      ...demo,
    });
  });

  it('is whom the environment names, and before that whom the options name', () => {
    const env = { PAYLOOM_EMAIL: 'ops@example.com', PAYLOOM_PASSWORD: 'from-the-environment' };
    expect(read({}, env)).toMatchObject({ email: 'ops@example.com', password: 'from-the-environment' });
    expect(read({ email: 'me@example.com', password: 'mine' }, env)).toMatchObject({
      email: 'me@example.com',
      password: 'mine',
    });
  });

  it.each<[string, Partial<ConnectionOptions>, NodeJS.ProcessEnv, RegExp]>([
    ['no address', { url: 'localhost' }, {}, /"localhost" is no address/],
    ['an address that is not of the web', { url: 'amqp://localhost' }, {}, /no address of a gateway/],
    ['an email alone', { email: 'me@example.com' }, {}, /no password of me@example.com/],
    ['a password alone', {}, { PAYLOOM_PASSWORD: 'secret' }, /no email/],
    ['another machine', { url: 'https://payloom.example' }, {}, /payloom\.example is not on this machine/],
    ['a folder without an installation', {}, { PAYLOOM_DATA_DIR: dataFolder() }, /no demo administrator in/],
    ['a damaged installation', {}, { PAYLOOM_DATA_DIR: dataFolder('{') }, /secrets\.json is damaged/],
  ])('says what is wrong with %s, and never a password', (_what, options, env, expected) => {
    expect(() => read(options, env)).toThrow(expected);
    expect(() => read(options, env)).not.toThrow(/secret"|abcd/);
  });
});
