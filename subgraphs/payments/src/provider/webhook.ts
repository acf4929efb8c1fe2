import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Context } from '../context.ts';
import { bookWebhook } from '../operations/book-webhook.ts';
import { judgeSignature, signatureHeader } from './signature.ts';
import { webhookEventSchema, type WebhookEvent } from './webhook-event.ts';

export const webhookPath = '/webhooks/provider';

/** No event is near this. */
const bodySizeMaxBytes = 16 * 1024;

export interface WebhookOptions {
  readonly em: EntityManager;
  readonly log: Pick<Context['log'], 'warn'>;
  /** What the provider signs with, and what it has signed with until now. */
  readonly secrets: readonly [string, ...string[]];
}

function parse(body: string): WebhookEvent | null {
  try {
    return webhookEventSchema.parse(JSON.parse(body));
  } catch {
    return null;
  }
}

/** Why a signature counts with none of the secrets, or null. */
function judgeWithAny([first, ...others]: WebhookOptions['secrets'], header: unknown, body: string) {
  const wrong = judgeSignature({ secret: first, header, body });
  const isFine = others.some((secret) => judgeSignature({ secret, header, body }) === null);
  return isFine ? null : wrong;
}

/**
 * Takes what the provider tells. What is not signed by it, is too old, makes no sense or is about nothing we asked for is
 * refused with a line in the log, and changes nothing; what comes twice or late is taken and changes nothing either.
 */
export async function mountWebhook(
  app: FastifyInstance,
  { em, log, secrets }: WebhookOptions,
): Promise<void> {
  const refuse = (reply: FastifyReply, status: number, why: string) => {
    log.warn({ why }, 'a webhook was refused');
    return reply.code(status).send({ message: 'Refused.' });
  };
  await app.register(async (scope) => {
    // The signature is of the very bytes.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { parseAs: 'string', bodyLimit: bodySizeMaxBytes },
      (_request, body, done) => done(null, body),
    );
    scope.post(webhookPath, async ({ headers, body: sent }, reply) => {
      const body = typeof sent === 'string' ? sent : '';
      const wrong = judgeWithAny(secrets, headers[signatureHeader], body);
      if (wrong !== null) return refuse(reply, 401, `its signature is ${wrong}`);
      const event = parse(body);
      if (event === null) return refuse(reply, 400, 'it is no event');
      const booked = await em.fork().transactional((transaction) => bookWebhook(transaction, event));
      if (booked === 'unknown') return refuse(reply, 404, 'it is about nothing that was asked for');
      return reply.code(204).send();
    });
  });
}
