import type { FastifyInstance } from 'fastify';

/**
 * What GraphiQL needs: its own scripts and workers, and the styles its editor writes into the page. Sockets are named
 * by scheme, since not every browser counts them to `'self'`.
 */
export const explorerPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self' ws: wss:",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const sitePolicy = "object-src 'none'; base-uri 'self'; frame-ancestors 'none'";

/** Sets on every answer what keeps a page from being framed, sniffed or leaked; a route may set its own policy. */
export function addSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', sitePolicy);
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'strict-origin-when-cross-origin');
    reply.header('cross-origin-opener-policy', 'same-origin');
  });
}
