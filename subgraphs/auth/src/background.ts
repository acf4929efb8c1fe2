import { startMailDelivery, type ComposeMail } from '@payloom/mail/mail-delivery';
import type { MailSender } from '@payloom/mail/mail-sender';
import type { SubgraphParts } from '@payloom/subgraph-kit/start-subgraph';
import { startSweep } from './sweep.ts';

/** All that the subgraph does of its own accord: sends the mail it promised, and removes what counts no more. */
export function startBackground(sender: MailSender, compose: ComposeMail) {
  return ({ orm, log }: SubgraphParts): { stop(): Promise<void> } => {
    const delivery = startMailDelivery({ orm, sender, compose, log });
    const sweep = startSweep({ orm, log });
    return {
      stop: async () => {
        await Promise.all([delivery.stop(), sweep.stop()]);
        await sender.close();
      },
    };
  };
}
