import { join } from 'node:path';
import { runSubgraph } from '@payloom/subgraph-kit/start-subgraph';
import { createContext } from './context.ts';
import { readProfileEnv } from './env.ts';
import { consumes } from './events/consumes.ts';
import { ormConfig } from './orm.config.ts';
import { resolvers } from './resolvers/resolvers.ts';

const env = readProfileEnv();

await runSubgraph({
  name: 'profile',
  env,
  orm: ormConfig(env.databaseUrl),
  schemaPath: join(import.meta.dirname, '../schema.graphql'),
  resolvers,
  context: createContext,
  consumes,
});
