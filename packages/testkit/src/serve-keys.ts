import { once } from 'node:events';
import { createServer } from 'node:http';
import type { TestIssuer } from './tokens.ts';

export interface ServedKeys {
  readonly url: string;
  close(): void;
}

/** The published keys of the issuer, where servers look for them. */
export async function serveKeys({ jwks }: Pick<TestIssuer, 'jwks'>): Promise<ServedKeys> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(jwks));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The key server has no port');
  const close = (): void => {
    // Who asked may hold a connection for the next time.
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${address.port}/`, close };
}
