import { join } from 'node:path';
import { runSubgraph } from '@payloom/subgraph-kit/start-subgraph';
import type { FastifyInstance } from 'fastify';
import { startBackground } from './background.ts';
import { createContext } from './context.ts';
import { readPaymentsEnv } from './env.ts';
import { consumes } from './events/consumes.ts';
import { mountExport } from './http/export-route.ts';
import { ormConfig } from './orm.config.ts';
import { deliverTo } from './provider/deliver-webhook.ts';
import { createSimulator } from './provider/simulator.ts';
import { mountWebhook } from './provider/webhook.ts';
import { resolvers } from './resolvers/resolvers.ts';

const env = readPaymentsEnv();
let app: FastifyInstance | undefined;
const deliver = deliverTo(() => app, env.webhookSecrets[0]);
const provider = createSimulator({ deliver });

await runSubgraph({
  name: 'payments',
  env,
  orm: ormConfig(env.databaseUrl),
  schemaPath: join(import.meta.dirname, '../schema.graphql'),
  resolvers,
  context: createContext({ provider, stepUpAfterSeconds: env.stepUpAfterSeconds }),
  consumes,
  routes: async (opened, { orm, log, verifyToken }) => {
    app = opened;
    mountExport(app, { em: orm.em, verifyToken });
    await mountWebhook(app, { em: orm.em, log, secrets: env.webhookSecrets });
  },
  background: ({ orm, log }) => startBackground({ em: orm.em, provider, log, databaseUrl: env.databaseUrl }),
});
