import { parentPort, workerData } from 'node:worker_threads';
import { openBroker } from '@payloom/messaging/open-broker';
import { connect } from 'amqplib';
import { z } from 'zod';
import { consumeInBatches, consumeSingly, type Consuming, type OnEffects } from './effects.ts';
import { openServiceOrm, queue } from './tables.ts';

/* The service that consumes: a thread with an event loop, an ORM and connections of its own. */

const { amqpUrl, databaseUrl } = z.object({ amqpUrl: z.string(), databaseUrl: z.string() }).parse(workerData);
const requestSchema = z.enum(['ours', 'theirs', 'stop', 'end']);
const log = { info: () => undefined, warn: console.warn, error: console.error };

if (!parentPort) throw new Error('This file runs as a thread of the benchmark');
const port = parentPort;
const orm = await openServiceOrm(databaseUrl);
const broker = await openBroker({ amqpUrl, journalPath: undefined, attemptsMax: 12, log });
await broker.declare({ queue, patterns: ['payments.#'] });
const amqp = await connect(amqpUrl);
const onEffects: OnEffects = (ids) =>
  port.postMessage({ ids, atMs: performance.timeOrigin + performance.now() });
let consuming: Consuming | undefined;

async function answer(request: z.infer<typeof requestSchema>): Promise<void> {
  await consuming?.stop();
  consuming = undefined;
  if (request === 'ours') consuming = await consumeInBatches(orm, broker, onEffects);
  else if (request === 'theirs') consuming = await consumeSingly(orm, amqp, onEffects);
  else if (request === 'end') await Promise.all([broker.close(), amqp.close(), orm.close()]);
  port.postMessage('done');
  if (request === 'end') port.close();
}

port.on('message', (message: unknown) => void answer(requestSchema.parse(message)));
port.postMessage('done');
