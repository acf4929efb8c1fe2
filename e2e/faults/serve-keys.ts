import { once } from 'node:events';
import { createServer } from 'node:http';
import type { TestIssuer } from '@payloom/testkit/tokens';

/** The published keys of the issuer, where servers look for them. */
export async function serveKeys({ jwks }: TestIssuer) {
  const server = createServer((_request, response) => response.end(JSON.stringify(jwks)));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The key server has no port');
  return { url: `http://127.0.0.1:${address.port}/`, close: () => void server.close() };
}
