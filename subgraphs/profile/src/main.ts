import { join } from 'node:path';
import { openFileStore } from '@payloom/storage/open-file-store';
import { runSubgraph } from '@payloom/subgraph-kit/start-subgraph';
import { createContext } from './context.ts';
import { readProfileEnv } from './env.ts';
import { consumes } from './events/consumes.ts';
import { avatarRoutes } from './http/avatar-routes.ts';
import { ormConfig } from './orm.config.ts';
import { resolvers } from './resolvers/resolvers.ts';
import { startSweep } from './sweep.ts';

const env = readProfileEnv();
const files = await openFileStore(env.files);

await runSubgraph({
  name: 'profile',
  env,
  orm: ormConfig(env.databaseUrl),
  schemaPath: join(import.meta.dirname, '../schema.graphql'),
  resolvers,
  context: createContext(files),
  consumes,
  routes: (app, { orm, verifyToken }) => avatarRoutes(app, { em: orm.em, files, verifyToken }),
  background: (parts) => startSweep(parts, files),
});
