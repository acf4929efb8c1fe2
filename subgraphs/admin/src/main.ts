import { join } from 'node:path';
import { createQueueMetrics } from '@payloom/messaging/queue-metrics';
import { runSubgraph } from '@payloom/subgraph-kit/start-subgraph';
import { createContext } from './context.ts';
import { readAdminEnv } from './env.ts';
import { consumes } from './events/consumes.ts';
import { collectDeadLetters } from './events/on-dead-letter.ts';
import { startDeadLetterSweep } from './operations/forget-dead-letters.ts';
import { watchHealth } from './operations/watch-health.ts';
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
  background: ({ orm: { em }, broker, log, registry }) => {
    const sweep = startDeadLetterSweep({ em, log });
    const queueMetrics = createQueueMetrics(registry);
    const watch = watchHealth({ em, broker, log, queueMetrics, urls: env.healthUrls });
    const stop = async () => {
      await Promise.all([sweep.stop(), watch.stop()]);
    };
    return { stop };
  },
});
