import { z } from 'zod';

const about = {
  id: z.string().min(1).max(100),
  /** What we asked for it by. */
  reference: z.uuid(),
  amount: z.object({ amountMinor: z.int().positive(), currency: z.string().length(3) }),
};

/** A plain sentence that its reader may see. */
const reason = z.string().min(1).max(200);

/** What the provider tells by webhook, in any order and perhaps more than once. */
export const webhookEventSchema = z.discriminatedUnion('type', [
  z.object({ ...about, type: z.literal('charge.captured') }),
  z.object({ ...about, type: z.literal('charge.declined'), reason }),
  z.object({ ...about, type: z.literal('payout.processing') }),
  z.object({ ...about, type: z.literal('payout.settled') }),
  z.object({ ...about, type: z.literal('payout.returned'), reason }),
]);

export type WebhookEvent = z.infer<typeof webhookEventSchema>;
