import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { parseEnv, subgraphEnvSchema } from './env.ts';

const schema = z.object({ AMQP_URL: z.url(), REDIS_URL: z.url().optional() });

let folder: string;

const fileWith = (text: string): string => {
  const path = join(folder, 'secret');
  writeFileSync(path, text);
  return path;
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'payloom-env-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a variable given by a file', () => {
  it('has what stands in the file, without the end of its line', () => {
    const env = { AMQP_URL_FILE: fileWith('amqp://user:word@broker\n') };
    expect(parseEnv(schema, env)).toEqual({ AMQP_URL: 'amqp://user:word@broker' });
  });

  it('may be any of those a subgraph needs', () => {
    const env = { AUTH_DATABASE_URL_FILE: fileWith('postgresql://db/auth'), BROKER_JOURNAL_PATH: '/tmp/j' };
    expect(parseEnv(subgraphEnvSchema('auth'), env).databaseUrl).toBe('postgresql://db/auth');
  });

  it('is told by name when the file cannot be read, beside whatever else is wrong', () => {
    const env = { AMQP_URL_FILE: join(folder, 'missing'), REDIS_URL: 'nowhere' };
    const read = () => parseEnv(schema, env);
    expect(read).toThrow(/- AMQP_URL_FILE: expected the path of a readable file\n/);
    expect(read).toThrow(/- REDIS_URL: /);
    expect(read).not.toThrow(new RegExp(folder));
  });

  it('is refused when the variable is set as well, and neither value is shown', () => {
    const env = { AMQP_URL: 'amqp://one:word@broker', AMQP_URL_FILE: fileWith('amqp://two:word@broker') };
    const read = () => parseEnv(schema, env);
    expect(read).toThrow('AMQP_URL_FILE: expected this or AMQP_URL, not both');
    expect(read).not.toThrow(/word/);
  });

  it('is held to the same as the variable itself', () => {
    const read = () => parseEnv(schema, { AMQP_URL_FILE: fileWith('no address') });
    expect(read).toThrow(/- AMQP_URL: /);
    expect(read).not.toThrow(/no address/);
  });

  it('is not read when nobody asks for the variable', () => {
    const env = { AMQP_URL: 'amqp://broker', SSL_CERT_FILE: join(folder, 'missing') };
    expect(parseEnv(schema, env)).toEqual({ AMQP_URL: 'amqp://broker' });
  });
});
