import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { createLogger } from './logger.ts';
import { startReports } from './start-reports.ts';
import { inTrace } from './trace.ts';

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const quiet = { write: () => undefined };

let server: Server;
let envelopes: string[];
let dsn: string;

beforeEach(async () => {
  envelopes = [];
  server = createServer((request, response) => {
    void text(request).then((body) => {
      envelopes.push(`${request.method} ${request.url}\n${body}`);
      response.end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  dsn = `http://public@127.0.0.1:${port}/42`;
});

afterEach(() => {
  server.close();
  server.closeAllConnections();
});

describe('a report of an error', () => {
  it('reaches the project of the DSN with its stack, its service and its trace', async () => {
    const reports = startReports({ service: 'payments', dsn, environment: 'test' });
    const log = createLogger({ name: 'payments', level: 'info' }, quiet);
    inTrace(traceparent, () => log.error({ err: new RangeError('no such wallet') }, 'an operation failed'));
    await reports.stop();
    expect(envelopes).toHaveLength(1);
    const [envelope = ''] = envelopes;
    expect(envelope).toMatch(/^POST \/api\/42\/envelope\//);
    for (const part of ['"type":"RangeError"', '"value":"no such wallet"', 'start-reports.test.ts'])
      expect(envelope).toContain(part);
    expect(envelope).toContain('"service":"payments"');
    expect(envelope).toContain('"trace_id":"0af7651916cd43dd8448eb211c80319c"');
  });

  it('tells nobody who it was about, nor which machine it was', async () => {
    const reports = startReports({ service: 'auth', dsn, environment: 'test' });
    const log = createLogger({ name: 'auth', level: 'info' }, quiet);
    const err = new Error(
      "select * from users where name = 'Alice Arden' -- alice@example.com from 203.0.113.9",
    );
    log.error({ err }, 'no mail to alice@example.com');
    await reports.stop();
    expect(envelopes).toHaveLength(1);
    expect(envelopes.join('')).not.toMatch(/Arden|alice@|203\.0\.113|server_name|"user"/);
  });

  it('is sent for errors only, not more often than sixty times a minute, and never after the end', async () => {
    const reports = startReports({ service: 'auth', dsn, environment: 'test' });
    const log = createLogger({ name: 'auth', level: 'info' }, quiet);
    log.warn({ err: new Error('tried again') }, 'a warning');
    for (let times = 0; times < 70; times += 1) log.error({ err: new Error(`failure ${times}`) }, 'failed');
    await reports.stop();
    log.error({ err: new Error('too late') }, 'failed');
    expect(envelopes.length).toBeGreaterThan(0);
    expect(envelopes.length).toBeLessThanOrEqual(60);
    expect(envelopes.join('')).not.toMatch(/tried again|failure 6\d|too late/);
  });
});
