import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';

const messageSchema = z.union([
  z.literal('done'),
  z.object({ ids: z.array(z.string()).readonly(), atMs: z.number() }),
]);

/** Hears of the effects of events, with when they were committed, in milliseconds of the system's clock. */
export type OnEffectsAt = (eventIds: readonly string[], atMs: number) => void;

/** The service that consumes, in a thread of its own: it lives as long as the benchmark, so that both ways run warm. */
export class ConsumerService {
  readonly #worker: Worker;
  #onEffects: OnEffectsAt = () => undefined;
  #done = Promise.withResolvers<void>();

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (received: unknown) => {
      const message = messageSchema.parse(received);
      if (message === 'done') this.#done.resolve();
      else this.#onEffects(message.ids, message.atMs);
    });
    worker.on('error', (error) => this.#done.reject(error));
  }

  static async start(urls: { amqpUrl: string; databaseUrl: string }): Promise<ConsumerService> {
    const worker = new Worker(join(import.meta.dirname, 'consumer-thread.ts'), { workerData: urls });
    const service = new ConsumerService(worker);
    await service.#done.promise;
    return service;
  }

  /** Begins to consume, our way or theirs. */
  async consume(way: 'ours' | 'theirs', onEffects: OnEffectsAt): Promise<void> {
    this.#onEffects = onEffects;
    await this.#ask(way);
  }

  stop(): Promise<void> {
    return this.#ask('stop');
  }

  async close(): Promise<void> {
    const ended = once(this.#worker, 'exit');
    await this.#ask('end');
    await ended;
  }

  async #ask(request: 'ours' | 'theirs' | 'stop' | 'end'): Promise<void> {
    this.#done = Promise.withResolvers();
    this.#worker.postMessage(request);
    await this.#done.promise;
  }
}
