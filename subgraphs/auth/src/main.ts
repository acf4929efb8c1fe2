import { join } from 'node:path';
import { runSubgraph } from '@payloom/subgraph-kit/start-subgraph';
import { createAccessTokenSigner } from './access-token.ts';
import { createContext } from './context.ts';
import { readAuthEnv } from './env.ts';
import { consumes } from './events/consumes.ts';
import { httpRoutes } from './http-routes.ts';
import { ormConfig } from './orm.config.ts';
import { resolvers } from './resolvers/resolvers.ts';
import { startSweep } from './sweep.ts';

const env = readAuthEnv();
const signer = await createAccessTokenSigner(env);

await runSubgraph({
  name: 'auth',
  env,
  orm: ormConfig(env.databaseUrl),
  schemaPath: join(import.meta.dirname, '../schema.graphql'),
  resolvers,
  context: createContext({ signer, cookieSecure: env.cookieSecure }),
  verifyToken: signer.verify,
  routes: httpRoutes(signer),
  consumes,
  background: startSweep,
});
