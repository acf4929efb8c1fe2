import * as z from 'zod/mini';
import { CHANNEL } from './names.ts';
import { endingSchema } from './viewer.ts';

const messageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('signed-in'), viewerId: z.string() }),
  z.object({ type: z.literal('signed-out') }),
  z.object({ type: z.literal('ended'), notice: endingSchema }),
]);

/** What the tabs and the remotes tell each other. Small and without secrets: every script of the origin can listen. */
export type ChannelMessage = z.infer<typeof messageSchema>;

/** The one channel between tabs, typed. */
export interface Channel {
  /** Tells every other tab; this one does not hear itself. */
  post(message: ChannelMessage): void;
  subscribe(listener: (message: ChannelMessage) => void): () => void;
  close(): void;
}

/** Opens the channel between the tabs of this origin; where the browser has none, a channel on which nobody else is. */
export function openChannel(name = CHANNEL): Channel {
  const listeners = new Set<(message: ChannelMessage) => void>();
  const port = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(name);
  port?.addEventListener('message', (event: MessageEvent<unknown>) => {
    // A tab may still run an older version of Payloom: what it says and we do not know is passed over.
    const message = messageSchema.safeParse(event.data);
    if (message.success) for (const listener of [...listeners]) listener(message.data);
  });
  return {
    post: (message) => port?.postMessage(message),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => port?.close(),
  };
}
