import { toast } from '@payloom/ui-kit/toaster';
import { leaving } from './leaving.ts';
import { useWords } from './words.ts';

/** Says that what waited for the network went with the session: nothing is dropped in silence. */
export function tellWaitingLost(count: number): void {
  if (leaving.takeKnown()) return;
  const t = useWords.now();
  toast.warning(t('waitingLost', { count }), {
    description: t('waitingLostWhy'),
    duration: Number.POSITIVE_INFINITY,
  });
}
