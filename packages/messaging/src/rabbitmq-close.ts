import type { EventEmitter } from 'node:events';
import { settledWithin } from './settled-within.ts';

const closeTimeMaxMs = 5_000;

interface Closable extends Pick<EventEmitter, 'once'> {
  close(): Promise<void>;
}

/**
 * Closes a channel or a connection; resolves when it is closed, whoever did it, or when that takes too long. (A close of
 * amqplib never settles when the connection is lost meanwhile.)
 */
export async function closeQuietly(open: Closable): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    open.once('close', () => resolve());
    open.close().then(resolve, () => resolve());
  });
  await settledWithin([closed], closeTimeMaxMs);
}
