import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const closedMsMax = 10_000;
const pollMs = 20;

async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** Resolves when nobody listens on this port of 127.0.0.1 any more; rejects after ten seconds. */
export async function portIsClosed(port: number): Promise<void> {
  const deadlineMs = Date.now() + closedMsMax;
  while (await isOpen(port)) {
    if (Date.now() > deadlineMs) throw new Error(`Port ${port} is still open though its server was killed`);
    await delay(pollMs);
  }
}
