import { once } from 'node:events';
import { connect } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { endConnectionsOnClose } from './end-connections.ts';

let app: FastifyInstance;
let port: number;
/** A request has come; its answer waits until it is told to go. */
let come: PromiseWithResolvers<void>;
let go: PromiseWithResolvers<void>;
/** What ends connections has ended those it ends as the server begins to close. */
let closing: PromiseWithResolvers<void>;

beforeEach(async () => {
  app = Fastify({ forceCloseConnections: 'idle' });
  endConnectionsOnClose(app);
  [come, go, closing] = [Promise.withResolvers(), Promise.withResolvers(), Promise.withResolvers()];
  app.addHook('preClose', async () => closing.resolve());
  app.get('/', async () => {
    come.resolve();
    await go.promise;
    return 'answered';
  });
  port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
});
afterEach(() => app.close());

/** A keep-alive connection; `received` grows as answers come. */
async function open() {
  const socket = connect(port, '127.0.0.1');
  const connection = { socket, received: '' };
  socket.on('data', (data) => (connection.received += data.toString()));
  await once(socket, 'connect');
  return connection;
}
const request = 'GET / HTTP/1.1\r\nHost: test\r\n\r\n';

describe('a server that closes', () => {
  it('waits for no connection that says nothing', async () => {
    const accepted = once(app.server, 'connection');
    const { socket } = await open();
    await accepted;
    const closed = once(socket, 'close');
    socket.resume();
    await app.close();
    await closed;
  });

  it('answers what it was asked, on a connection that would stay, and then ends it', async () => {
    const connection = await open();
    connection.socket.write(request);
    await come.promise;
    const closed = once(connection.socket, 'close');
    const serverClosed = app.close();
    await closing.promise;
    go.resolve();
    await serverClosed;
    await closed;
    expect(connection.received).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*answered$/);
  });

  it('ends a connection that has been used', async () => {
    const connection = await open();
    connection.socket.write(request);
    go.resolve();
    while (!connection.received.includes('answered')) await once(connection.socket, 'data');
    const closed = once(connection.socket, 'close');
    await app.close();
    await closed;
  });
});
