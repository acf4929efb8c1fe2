import { join } from 'node:path';
import { runSubgraph } from '@payloom/subgraph-kit/start-subgraph';
import { startBackground } from './background.ts';
import { createContext } from './context.ts';
import { readPaymentsEnv } from './env.ts';
import { consumes } from './events/consumes.ts';
import { ormConfig } from './orm.config.ts';
import { createSimulator } from './provider/simulator.ts';
import { resolvers } from './resolvers/resolvers.ts';

const env = readPaymentsEnv();
const provider = createSimulator();

await runSubgraph({
  name: 'payments',
  env,
  orm: ormConfig(env.databaseUrl),
  schemaPath: join(import.meta.dirname, '../schema.graphql'),
  resolvers,
  context: createContext({ provider }),
  consumes,
  background: ({ orm, log }) => startBackground({ em: orm.em, provider, log, databaseUrl: env.databaseUrl }),
});
