import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

/** Resolves when it is closed, with an error or without. */
const closing = (socket: Socket): Promise<unknown> => new Promise((resolve) => socket.once('close', resolve));

describe('startTcpProxy', () => {
  let echo: Server;
  let proxy: TcpProxy;
  let received: Buffer[];
  let served: Socket[];

  beforeEach(async () => {
    [received, served] = [[], []];
    echo = createServer((socket) => {
      served.push(socket);
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => {
        received.push(chunk);
        socket.write(chunk);
      });
    }).listen(0, '127.0.0.1');
    await once(echo, 'listening');
    const address = echo.address();
    if (typeof address !== 'object' || address === null) throw new Error('The echo has no port');
    proxy = await startTcpProxy({ host: '127.0.0.1', port: address.port });
  });

  afterEach(async () => {
    await proxy.stop();
    echo.close();
  });

  async function open(): Promise<Socket> {
    const socket = connect(proxy.port, proxy.host);
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  }

  async function answerTo(socket: Socket, text: string): Promise<string> {
    socket.write(text);
    const [chunk] = await once(socket, 'data');
    return String(chunk);
  }

  it('hands on both ways', async () => {
    const socket = await open();
    expect(await answerTo(socket, 'one')).toBe('one');
    expect(await answerTo(socket, 'two')).toBe('two');
  });

  it('cuts every connection, and accepts the next', async () => {
    const sockets = [await open(), await open()];
    for (const socket of sockets) await answerTo(socket, 'hello');
    const closed = sockets.map((socket) => closing(socket));
    expect(proxy.cut()).toBe(2);
    await Promise.all(closed);
    expect(await answerTo(await open(), 'again')).toBe('again');
  });

  it('says nothing any more while it is silent, not even that a connection has ended', async () => {
    const socket = await open();
    await answerTo(socket, 'hello');
    proxy.silence();
    const later = await open();
    for (const each of [socket, later]) each.write('lost');
    served[0]?.destroy();
    await delay(100);
    expect(received.map(String)).toEqual(['hello']);
    expect([socket.closed, later.closed]).toEqual([false, false]);
    const closed = [closing(socket), closing(later)];
    proxy.speak();
    await Promise.all(closed);
    expect(await answerTo(await open(), 'again')).toBe('again');
  });

  it('refuses new connections until it accepts them again, and leaves the old ones', async () => {
    const old = await open();
    await answerTo(old, 'hello');
    proxy.refuse();
    const refused = connect(proxy.port, proxy.host).on('error', () => undefined);
    await closing(refused);
    expect(await answerTo(old, 'still here')).toBe('still here');
    proxy.accept();
    expect(await answerTo(await open(), 'welcome')).toBe('welcome');
  });

  it('cuts a connection within a chunk of the client', async () => {
    proxy.onClientData(({ chunk, chunksBefore }) => (chunksBefore === 1 ? chunk.length - 2 : undefined));
    const socket = await open();
    await answerTo(socket, 'whole');
    const closed = closing(socket);
    socket.write('broken');
    await closed;
    expect(Buffer.concat(received).toString()).toBe('wholebrok');
  });

  it('cuts a connection before an answer of the server, at a byte of the connection', async () => {
    proxy.onServerData(({ bytesBefore }) => (bytesBefore >= 5 ? 0 : undefined));
    const socket = await open();
    await answerTo(socket, 'first');
    const answered: Buffer[] = [];
    socket.on('data', (chunk) => answered.push(chunk));
    const closed = closing(socket);
    socket.write('second');
    await closed;
    expect(answered).toEqual([]);
    expect(Buffer.concat(received).toString()).toBe('firstsecond');
  });

  it('closes the client when the server is away', async () => {
    echo.close();
    const socket = connect(proxy.port, proxy.host).on('error', () => undefined);
    await closing(socket);
    expect(received).toEqual([]);
  });
});
