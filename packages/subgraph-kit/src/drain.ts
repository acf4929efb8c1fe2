import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** What was on its way when the server stopped listening has arrived by then. */
const arrivalMs = 200;

/**
 * Prepares a server to leave without cutting anybody off, where others stand beside it. The function it returns resolves when
 * the server may be closed: for `drainMs` it goes on answering and asks with each answer for another connection next time, so
 * that whoever keeps connections has left, or let the idle ones go; then it takes no new ones, and what was on its way comes.
 * `pass` lets that many milliseconds go by: a test passes them as it likes.
 */
export function prepareDrain(
  app: FastifyInstance,
  drainMs: number,
  pass: (ms: number) => Promise<unknown> = delay,
): () => Promise<void> {
  let draining = false;
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (draining) reply.header('connection', 'close');
    done();
  });
  return async () => {
    if (drainMs === 0) return;
    draining = true;
    await pass(drainMs);
    app.server.close();
    await pass(arrivalMs);
  };
}
