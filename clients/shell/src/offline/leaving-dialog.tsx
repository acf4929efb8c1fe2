import { leaving } from '@payloom/offline/leaving';
import { Button } from '@payloom/ui-kit/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@payloom/ui-kit/dialog';
import { useSyncExternalStore } from 'react';
import { useWords } from './words.ts';

/** Asks whoever signs out while something waits for the network: it would go with the session. */
export function LeavingDialog() {
  const t = useWords();
  const waiting = useSyncExternalStore(leaving.subscribe, leaving.getState, leaving.getState);
  if (waiting === undefined) return null;
  const stay = () => leaving.answer(false);
  return (
    <Dialog open onOpenChange={stay}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t('leaveTitle', { count: waiting })}</DialogTitle>
          <DialogDescription>{t('leaveWhy', { count: waiting })}</DialogDescription>
        </DialogHeader>
        <DialogFooter>
          <Button variant="outline" onClick={stay}>
            {t('stay')}
          </Button>
          <Button variant="destructive" onClick={() => leaving.answer(true)}>
            {t('leave')}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
