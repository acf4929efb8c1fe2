import type { FastifyInstance, FastifyReply } from 'fastify';

/**
 * What GraphiQL needs: its own scripts and workers, and the styles its editor writes into the page. It asks nobody but this
 * origin, to which every browser it is built for counts sockets.
 */
export const explorerPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Of the styles that packages write into a page, these very texts and no other: that of sonner, which is put there empty
 * first, and that of Radix' Select.
 */
const styleHashes = [
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='",
  "'sha256-441zG27rExd4/il+NvIqyL8zFx5XmyNQtE381kSkUJk='",
].join(' ');

/**
 * What the built clients need: nothing but what comes from here, and nothing written into a page but what is known by its
 * hash. nginx sends the same where it serves them (nginx/site.conf); its tests hold both, and the hashes.
 */
export const sitePolicy = [
  "default-src 'self'",
  "script-src 'self'",
  `style-src 'self' ${styleHashes}`,
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Data is no page: whoever opens it as one gets nothing but the text. */
const dataPolicy = "default-src 'none'; frame-ancestors 'none'";

/** A development server writes styles into the page and speaks to ports of its own. */
export const developmentPolicy = "object-src 'none'; base-uri 'self'; frame-ancestors 'none'";

/**
 * A script, stylesheet or font whose name says what is in it. It shows nothing by itself, and what it may do in a page says the
 * policy of that page: a page of forty parts would carry forty copies of it.
 */
function isPartOfPage(reply: FastifyReply): boolean {
  const of = (name: string): string => String(reply.getHeader(name) ?? '');
  return of('cache-control').includes('immutable') && /javascript|text\/css|^font\//.test(of('content-type'));
}

/** Of the graph there are answers all the time, and the policy of a page would be longer than many of them. */
function policyFor(reply: FastifyReply, ofPages: string): string {
  return /\bjson\b/.test(String(reply.getHeader('content-type') ?? '')) ? dataPolicy : ofPages;
}

/** Sets on every answer what keeps a page from being framed, sniffed or leaked; a route may set its own policy. */
export function addSecurityHeaders(app: FastifyInstance, policy: string): void {
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (!reply.hasHeader('content-security-policy') && !isPartOfPage(reply))
      reply.header('content-security-policy', policyFor(reply, policy));
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'strict-origin-when-cross-origin');
    reply.header('cross-origin-opener-policy', 'same-origin');
    done();
  });
}
