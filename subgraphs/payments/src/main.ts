import { join } from 'node:path';
import { runSubgraph } from '@payloom/subgraph-kit/start-subgraph';
import { createContext } from './context.ts';
import { readPaymentsEnv } from './env.ts';
import { consumes } from './events/consumes.ts';
import { startTopUpSweep } from './operations/resume-top-ups.ts';
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
  background: ({ orm, log }) => startTopUpSweep({ em: orm.em, provider, log }),
});
