import { join } from 'node:path';
import { runSubgraph } from '@payloom/subgraph-kit/start-subgraph';
import { createContext } from './context.ts';
import { readAdminEnv } from './env.ts';
import { consumes } from './events/consumes.ts';
import { collectDeadLetters } from './events/on-dead-letter.ts';
import { startDeadLetterSweep } from './operations/forget-dead-letters.ts';
import { ormConfig } from './orm.config.ts';
import { resolvers } from './resolvers/resolvers.ts';

const env = readAdminEnv();

await runSubgraph({
  name: 'admin',
  env,
  orm: ormConfig(env.databaseUrl),
  schemaPath: join(import.meta.dirname, '../schema.graphql'),
  resolvers,
  context: createContext,
  consumes,
  eventWork: collectDeadLetters,
  background: ({ orm, log }) => startDeadLetterSweep({ em: orm.em, log }),
});
