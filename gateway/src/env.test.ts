import { parseEnv } from '@payloom/subgraph-kit/env';
import { gatewayEnvSchema } from './env.ts';

const good = { SUPERGRAPH_PATH: 'schema/supergraph.graphql' };

describe('the environment of the gateway', () => {
  it('needs a supergraph and nothing else', () => {
    expect(parseEnv(gatewayEnvSchema, good)).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      supergraphPath: 'schema/supergraph.graphql',
      subgraphUrls: new Map(),
      broker: null,
      redisUrl: undefined,
      documents: { mode: 'prefer', paths: ['schema/operations.json', 'schema/earlier-operations.json'] },
      development: true,
    });
  });

  it('reads where events come from and what gateways share', () => {
    expect(parseEnv(gatewayEnvSchema, { ...good, BROKER_JOURNAL_PATH: '/data/broker.sqlite' })).toMatchObject(
      {
        broker: { amqpUrl: undefined, journalPath: '/data/broker.sqlite', attemptsMax: 12 },
      },
    );
    const env = {
      ...good,
      AMQP_URL: 'amqps://rabbit/events',
      EVENT_ATTEMPTS_MAX: '3',
      REDIS_URL: 'rediss://redis:6380/1',
    };
    expect(parseEnv(gatewayEnvSchema, env)).toMatchObject({
      broker: { amqpUrl: 'amqps://rabbit/events', journalPath: undefined, attemptsMax: 3 },
      redisUrl: 'rediss://redis:6380/1',
    });
  });

  it.each([
    [{}, true],
    [{ CACHE: 'on' }, true],
    [{ CACHE: 'off' }, false],
  ])('keeps what subgraphs answer unless it is told not to: %j', (env, cache) => {
    expect(parseEnv(gatewayEnvSchema, { ...good, ...env })).toMatchObject({ cache });
  });

  it('reads addresses of subgraphs by name', () => {
    const env = {
      ...good,
      SUBGRAPH_URLS: 'auth=http://127.0.0.1:1/graphql, payments=https://pay?a=b,',
      NODE_ENV: 'production',
    };
    expect(parseEnv(gatewayEnvSchema, env)).toMatchObject({
      subgraphUrls: new Map([
        ['auth', 'http://127.0.0.1:1/graphql'],
        ['payments', 'https://pay?a=b'],
      ]),
      documents: { mode: 'only' },
      development: false,
    });
  });

  it('says all that is wrong at once', () => {
    const bad = {
      PORT: '-1',
      SUBGRAPH_URLS: 'auth',
      JWKS_URL: 'ftp://keys',
      AMQP_URL: 'http://rabbit',
      REDIS_URL: 'localhost:6379',
      EVENT_ATTEMPTS_MAX: '0',
    };
    for (const name of ['SUPERGRAPH_PATH', ...Object.keys(bad)]) {
      expect(() => parseEnv(gatewayEnvSchema, bad)).toThrow(new RegExp(`- ${name}: `));
    }
  });
});
