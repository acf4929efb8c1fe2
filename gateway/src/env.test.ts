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
      development: true,
    });
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
      development: false,
    });
  });

  it('says all that is wrong at once', () => {
    const bad = { PORT: '-1', SUBGRAPH_URLS: 'auth', JWKS_URL: 'ftp://keys' };
    for (const name of ['PORT', 'SUPERGRAPH_PATH', 'SUBGRAPH_URLS', 'JWKS_URL']) {
      expect(() => parseEnv(gatewayEnvSchema, bad)).toThrow(new RegExp(`- ${name}: `));
    }
  });
});
