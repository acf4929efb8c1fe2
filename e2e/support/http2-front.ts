import { once } from 'node:events';
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import { request } from 'node:http';
import { newCertificate } from '../../scripts/stack/secrets.ts';

export interface Front {
  readonly origin: string;
  stop(): void;
}

/** Headers that are about one connection, which HTTP/2 has not. */
const ofConnection = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'proxy-connection',
]);

function handOn(origin: string, asked: Http2ServerRequest, answered: Http2ServerResponse): void {
  const headers = Object.fromEntries(Object.entries(asked.headers).filter(([name]) => !name.startsWith(':')));
  const onward = request(
    new URL(asked.url, origin),
    { method: asked.method, headers: { ...headers, host: new URL(origin).host } },
    (answer) => {
      const told = Object.entries(answer.headers).filter(([name]) => !ofConnection.has(name));
      answered.writeHead(answer.statusCode ?? 502, Object.fromEntries(told));
      answer.pipe(answered);
    },
  );
  onward.on('error', () => answered.destroy());
  answered.on('close', () => onward.destroy());
  asked.pipe(onward);
}

/** What stands in front of a gateway in a place that lets no socket through: HTTP/2 over TLS, and nothing else. */
export async function startHttp2Front(origin: string): Promise<Front> {
  const server = createSecureServer(await newCertificate(), (asked, answered) =>
    handOn(origin, asked, answered),
  );
  const sessions = new Set<{ destroy(): void }>();
  server.on('session', (session) => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The front has no port');
  const stop = () => {
    for (const session of sessions) session.destroy();
    server.close();
  };
  return { origin: `https://localhost:${address.port}`, stop };
}
