import mercurius from '@mercuriusjs/gateway';
import { fastify, type FastifyPluginAsync } from 'fastify';
import { z } from 'zod';

/* Mercurius as a gateway. It takes no supergraph: it asks each subgraph for its SDL, of Federation 1, and composes. */

const servicesSchema = z.array(z.object({ name: z.string(), url: z.string() }));
const env = z.object({ PORT: z.coerce.number(), SERVICES: z.string() }).parse(process.env);

// Its types say of it that it were an ECMAScript module, which it is not.
const mercuriusGateway = z
  .custom<FastifyPluginAsync<Record<string, unknown>>>((value) => typeof value === 'function')
  .parse(mercurius);

const app = fastify();
await app.register(mercuriusGateway, {
  gateway: {
    services: servicesSchema.parse(JSON.parse(env.SERVICES)).map((each) => ({ ...each, mandatory: true })),
  },
  // A query is compiled from its second run on, which is its faster way.
  jit: 1,
});
await app.listen({ host: '127.0.0.1', port: env.PORT });
