import type { FastifyInstance } from 'fastify';
import { signatureHeader, signWebhook } from './signature.ts';
import type { WebhookEvent } from './webhook-event.ts';
import { webhookPath } from './webhook.ts';

const deliveryTimeMaxMs = 5_000;

/** Sends the simulator's webhooks to this very process, over HTTP and signed, as a provider would. */
export function deliverTo(
  app: () => Pick<FastifyInstance, 'listeningOrigin'> | undefined,
  secret: string,
): (event: WebhookEvent) => Promise<void> {
  return async (event) => {
    const origin = app()?.listeningOrigin;
    if (origin === undefined) throw new Error('The subgraph does not listen yet');
    const body = JSON.stringify(event);
    await fetch(new URL(webhookPath, origin), {
      method: 'POST',
      headers: { 'content-type': 'application/json', [signatureHeader]: signWebhook(secret, body) },
      body,
      signal: AbortSignal.timeout(deliveryTimeMaxMs),
    });
  };
}
