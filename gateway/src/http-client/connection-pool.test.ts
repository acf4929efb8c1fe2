import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, Socket, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { jest } from '@jest/globals';
import { eventually } from '@payloom/testkit/eventually';
import { ConnectionPool, RequestNotTaken } from './connection-pool.ts';
import { ConnectionLost, RequestNotSent } from './connection.ts';
import { AnswerTimeout } from './exchange.ts';
import { MalformedResponse } from './malformed-response.ts';

const { write } = Socket.prototype;

/** A server that does as a test tells it, and what it was sent. */
interface Desk {
  readonly server: Server;
  readonly sockets: Socket[];
  readonly asked: string[];
  /** Called with each piece that comes. */
  onAsked: (socket: Socket) => void;
}

const answer = (text: string, ...fields: string[]): string =>
  ['HTTP/1.1 200 OK', `content-length: ${text.length}`, ...fields, '', text].join('\r\n');
const answering = (text: string) => (socket: Socket) => void socket.write(answer(text));

let desk: Desk;
let pool: ConnectionPool;

function openPool(limits: { connectionsMax?: number; waitingMax?: number } = {}): ConnectionPool {
  const { port } = desk.server.address() as AddressInfo;
  return new ConnectionPool({
    origin: `http://127.0.0.1:${port}`,
    connectionsMax: 4,
    waitingMax: 10,
    ...limits,
  });
}

/** Patient enough for a test that waits for something else to fail of that. */
const patienceMs = 60_000;

const ask = (
  body: string,
  { timeoutMs = patienceMs, signal }: { timeoutMs?: number; signal?: AbortSignal } = {},
) => pool.post({ path: '/graphql', fields: '', body, timeoutMs, signal });

const texts = async (asked: readonly ReturnType<typeof ask>[]) =>
  (await Promise.all(asked)).map(({ text }) => text);

beforeEach(async () => {
  const sockets: Socket[] = [];
  const asked: string[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.on('data', (piece) => {
      asked.push(String(piece).split('\r\n\r\n')[1] ?? '');
      desk.onAsked(socket);
    });
  });
  desk = { server, sockets, asked, onAsked: answering('yes') };
  await once(server.listen(0, '127.0.0.1'), 'listening');
  pool = openPool();
});
afterEach(async () => {
  await pool.destroy();
  for (const socket of desk.sockets) socket.destroy();
  desk.server.close();
});

describe('connections', () => {
  it('are used again', async () => {
    for (const body of ['one', 'two', 'three']) expect((await ask(body)).text).toBe('yes');
    expect(desk.asked).toEqual(['one', 'two', 'three']);
    expect(desk.sockets).toHaveLength(1);
  });

  it('are written to when all that came in a turn has been taken, one after the other', async () => {
    await Promise.all([ask('one'), ask('two')]);
    const seen: string[] = [];
    const written = jest.spyOn(Socket.prototype, 'write').mockImplementation(function (
      this: Socket,
      sent: string | Uint8Array,
    ) {
      if (String(sent).startsWith('POST')) seen.push('written');
      return write.call(this, sent);
    });
    const asked = ['three', 'four'].map(async (body) => {
      await Promise.resolve();
      seen.push('asked');
      await ask(body);
    });
    await Promise.all(asked);
    written.mockRestore();
    expect(seen).toEqual(['asked', 'asked', 'written', 'written']);
  });

  it('are as many as are needed at once and allowed, and who finds none waits in line', async () => {
    desk.onAsked = () => undefined;
    pool = openPool({ connectionsMax: 2 });
    const asked = ['one', 'two', 'three', 'four', 'five'].map((body) => ask(body));
    await eventually(() => expect(desk.asked).toHaveLength(2));
    desk.onAsked = answering('next');
    for (const socket of desk.sockets) socket.write(answer('first'));
    expect(await texts(asked)).toEqual(['first', 'first', 'next', 'next', 'next']);
    expect(desk.asked.slice(2)).toEqual(['three', 'four', 'five']);
    expect(desk.sockets).toHaveLength(2);
  });

  it('are left alone once the server may close them', async () => {
    desk.onAsked = (socket) => void socket.write(answer('', 'keep-alive: timeout=2'));
    await ask('one');
    // A second, and what the look for them takes.
    await eventually(() => expect(desk.sockets[0]?.destroyed).toBe(true));
    await ask('two');
    expect(desk.sockets).toHaveLength(2);
  });

  it('are not used again when the server closed them, said so, or spoke unasked', async () => {
    await ask('one');
    desk.sockets[0]?.end();
    await eventually(() => expect(desk.sockets[0]?.destroyed).toBe(true));
    desk.onAsked = (socket) => void socket.write(answer('', 'connection: close'));
    await ask('two');
    desk.onAsked = answering('yes');
    await ask('three');
    desk.sockets[2]?.write('HTTP/1.1 200 OK\r\n');
    await eventually(() => expect(desk.sockets[2]?.destroyed).toBe(true));
    expect((await ask('four')).text).toBe('yes');
    expect(desk.sockets).toHaveLength(4);
  });

  it('take for an answer nothing that comes before the request has left', async () => {
    await ask('one');
    let second: ReturnType<typeof ask> | undefined;
    await new Promise<void>((resolve) => {
      // What is asked here leaves a turn later, after what has come until then.
      setImmediate(() => {
        second = ask('two');
        second.catch(() => undefined);
        answering('forged')(desk.sockets[0] as Socket);
        resolve();
      });
    });
    await expect(second).rejects.toThrow(RequestNotSent);
    expect(desk.asked).toEqual(['one']);
  });

  it('take nothing of a response for the next one', async () => {
    desk.onAsked = (socket) => void socket.write(`${answer('yes')}${answer('another')}`);
    expect((await ask('one')).text).toBe('yes');
    desk.onAsked = answering('second');
    expect((await ask('two')).text).toBe('second');
    expect(desk.sockets).toHaveLength(2);
  });

  it('are not used again when the answer came before all was read', async () => {
    desk.server.once('connection', (socket) => {
      socket.pause();
      socket.write(answer('too long'));
    });
    expect((await ask('x'.repeat(16 * 1024 * 1024))).text).toBe('too long');
    desk.sockets[0]?.resume();
    expect((await ask('two')).text).toBe('yes');
    expect(desk.sockets).toHaveLength(2);
  });
});

describe('a request without an answer', () => {
  it('is given up in time, and its connection with it', async () => {
    desk.onAsked = () => undefined;
    await expect(ask('one', { timeoutMs: 50 })).rejects.toThrow(AnswerTimeout);
    await eventually(() => expect(desk.sockets[0]?.destroyed).toBe(true));
  });

  it('is given up in time as it waits for a connection, and is never sent', async () => {
    desk.onAsked = () => undefined;
    pool = openPool({ connectionsMax: 1 });
    const first = ask('one');
    await eventually(() => expect(desk.asked).toEqual(['one']));
    await expect(ask('two', { timeoutMs: 50 })).rejects.toThrow(AnswerTimeout);
    const third = ask('three');
    desk.onAsked = answering('yes');
    desk.sockets[0]?.write(answer('yes'));
    expect(await texts([first, third])).toEqual(['yes', 'yes']);
    expect(desk.asked).toEqual(['one', 'three']);
  });

  it('ends with who asked it', async () => {
    desk.onAsked = () => undefined;
    const gone = new AbortController();
    const asked = ask('one', { signal: gone.signal });
    await eventually(() => expect(desk.asked).toEqual(['one']));
    gone.abort();
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
    await eventually(() => expect(desk.sockets[0]?.destroyed).toBe(true));
    await expect(ask('two', { signal: gone.signal })).rejects.toMatchObject({ name: 'AbortError' });
    expect(desk.asked).toEqual(['one']);
  });

  it.each([
    ['before any of it', (socket: Socket) => void socket.end()],
    ['in the middle of it', (socket: Socket) => void socket.end(answer('whole').slice(0, -2))],
  ])('is told that the connection was lost %s', async (_when, onAsked) => {
    desk.onAsked = onAsked;
    await expect(ask('one')).rejects.toThrow(ConnectionLost);
  });

  it('is told that nobody listens', async () => {
    desk.server.close();
    await once(desk.server, 'close');
    await expect(ask('one')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('is told what came instead, and nothing more is asked there', async () => {
    desk.onAsked = (socket) => void socket.write('220 mail.example ESMTP\r\n\r\n');
    await expect(ask('one')).rejects.toThrow(MalformedResponse);
    await eventually(() => expect(desk.sockets[0]?.destroyed).toBe(true));
  });

  it('makes room for whoever waits', async () => {
    desk.onAsked = () => undefined;
    pool = openPool({ connectionsMax: 1 });
    const first = ask('one');
    const second = ask('two');
    await eventually(() => expect(desk.asked).toEqual(['one']));
    desk.onAsked = answering('yes');
    desk.sockets[0]?.destroy();
    await expect(first).rejects.toThrow();
    expect((await second).text).toBe('yes');
  });

  it('is not taken when too many wait', async () => {
    desk.onAsked = () => undefined;
    pool = openPool({ connectionsMax: 1, waitingMax: 1 });
    const taken = [ask('one'), ask('two')];
    await expect(ask('three')).rejects.toThrow(RequestNotTaken);
    await eventually(() => expect(desk.asked).toEqual(['one']));
    desk.onAsked = answering('yes');
    desk.sockets[0]?.write(answer('yes'));
    expect(await texts(taken)).toEqual(['yes', 'yes']);
  });
});

describe('a pool', () => {
  it('lets what is under way end as it closes, and takes no more', async () => {
    desk.onAsked = () => undefined;
    pool = openPool({ connectionsMax: 1 });
    const asked = [ask('one'), ask('two')];
    await eventually(() => expect(desk.asked).toEqual(['one']));
    const closed = pool.close();
    await expect(ask('three')).rejects.toThrow(RequestNotTaken);
    desk.onAsked = answering('yes');
    desk.sockets[0]?.write(answer('yes'));
    expect(await texts(asked)).toEqual(['yes', 'yes']);
    await closed;
    await eventually(() => expect(desk.sockets[0]?.destroyed).toBe(true));
  });

  it('that has none closes at once', async () => {
    await ask('one');
    await pool.close();
    await openPool().close();
  });

  it('keeps no process running for what it might be asked', async () => {
    const { port } = desk.server.address() as AddressInfo;
    const script = `
      import { ConnectionPool } from ${JSON.stringify(join(import.meta.dirname, 'connection-pool.ts'))};
      const pool = new ConnectionPool({ origin: 'http://127.0.0.1:${port}', connectionsMax: 1, waitingMax: 1 });
      const request = { path: '/', fields: '', body: '', timeoutMs: ${patienceMs}, signal: undefined };
      console.log((await pool.post(request)).text);
    `;
    const { NODE_OPTIONS: _jestOnly, ...env } = process.env;
    const args = ['--input-type=module', '--eval', script];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env, timeout: 30_000 });
    expect(stdout).toBe('yes\n');
  });

  it('that is destroyed ends what is under way and what waits', async () => {
    desk.onAsked = () => undefined;
    pool = openPool({ connectionsMax: 1 });
    const asked = Promise.allSettled([ask('one'), ask('two')]);
    await eventually(() => expect(desk.asked).toEqual(['one']));
    await pool.destroy();
    expect((await asked).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(desk.asked).toEqual(['one']);
  });
});
