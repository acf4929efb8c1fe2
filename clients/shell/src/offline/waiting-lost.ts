import { leaving } from '@payloom/offline/leaving';
import { toast } from '@payloom/ui-kit/toaster';
import * as z from 'zod/mini';
import type { WaitingLost } from './keep-offline.ts';
import { useWords } from './words.ts';

const NOTE_KEY = 'payloom.waiting-lost';
const TOAST_ID = 'waiting-lost';

/** Whose, and how many: of what it was nothing is left. */
const noteSchema = z.object({ ownerId: z.string(), count: z.int().check(z.positive()) });

function parse(text: string | null): z.infer<typeof noteSchema> | undefined {
  try {
    return noteSchema.safeParse(JSON.parse(text ?? 'null')).data;
  } catch {
    return undefined;
  }
}

function tell(count: number): void {
  const t = useWords.now();
  toast.warning(t('waitingLost', { count }), {
    id: TOAST_ID,
    description: t('waitingLostWhy'),
    duration: Number.POSITIVE_INFINITY,
  });
}

/**
 * Says that what waited for the network went with the session: nothing is dropped in silence. It is said at once, and once
 * more when its owner is back, who may not have looked; never to who comes in instead of them.
 */
export function createWaitingLost(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): WaitingLost {
  let toldOf: string | undefined;
  return {
    lost: ({ ownerId, count, left }) => {
      // Who has signed out was asked before, in this tab or another.
      if (leaving.takeKnown() || left) return;
      storage.setItem(NOTE_KEY, JSON.stringify({ ownerId, count }));
      toldOf = ownerId;
      tell(count);
    },
    cameIn: (viewerId) => {
      const note = parse(storage.getItem(NOTE_KEY));
      storage.removeItem(NOTE_KEY);
      if (note?.ownerId === viewerId) {
        toldOf = viewerId;
        tell(note.count);
      } else if (toldOf !== undefined && toldOf !== viewerId) {
        toldOf = undefined;
        toast.dismiss(TOAST_ID);
      }
    },
  };
}
