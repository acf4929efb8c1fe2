import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { consumerBindings } from '@payloom/event-contracts/consumers';
import { brokerDefinitions, topologyDefaults, topologyOf } from '@payloom/messaging/topology';
import { root } from './build/artefacts.ts';

const path = join(root, 'schema/rabbitmq.definitions.json');

/**
 * What the services declare at RabbitMQ, as its own definitions: to be read, or imported where services may not declare
 * (`rabbitmqctl import_definitions schema/rabbitmq.definitions.json`).
 */
const text = `${JSON.stringify(brokerDefinitions(topologyOf(consumerBindings, topologyDefaults)), null, 2)}\n`;

if (!process.argv.includes('--check')) writeFileSync(path, text);
else if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
  console.error(
    'schema/rabbitmq.definitions.json is stale: run `node scripts/broker-definitions.ts` and commit it.',
  );
  process.exitCode = 1;
}
