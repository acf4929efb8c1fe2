import cookie from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';
import type { AccessTokenSigner } from './access-token.ts';

const keySetMaxAgeSeconds = 300;

/** What this subgraph serves beside `/graphql`: cookies, and the keys that others verify access tokens with. */
export function httpRoutes({ keySet }: Pick<AccessTokenSigner, 'keySet'>) {
  return async (app: FastifyInstance): Promise<void> => {
    await app.register(cookie);
    app.get('/.well-known/jwks.json', (_request, reply) =>
      reply
        .type('application/json')
        .header('cache-control', `public, max-age=${keySetMaxAgeSeconds}`)
        .send(keySet),
    );
  };
}
