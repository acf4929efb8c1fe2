import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const triesMax = 50;
const betweenTriesMs = 20;
/** Length and request, as Erlang's distribution protocol has it: "k" ends the daemon unless a node is registered. */
const killRequest = Buffer.from([0, 1, 'k'.charCodeAt(0)]);

async function ask(port: number): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    socket.write(killRequest);
    const [answer] = await once(socket, 'data');
    return String(answer);
  } finally {
    socket.destroy();
  }
}

/**
 * Ends the port mapper that an Erlang node left on this port. It refuses until it has noticed that its node is gone,
 * so it is asked again.
 */
export async function killEpmd(port: number): Promise<void> {
  for (let attempt = 1; attempt <= triesMax; attempt += 1) {
    const answer = await ask(port).catch(() => 'gone');
    if (answer !== 'NO') return;
    await delay(betweenTriesMs);
  }
}
