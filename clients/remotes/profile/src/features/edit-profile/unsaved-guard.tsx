import { Button } from '@payloom/ui-kit/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@payloom/ui-kit/dialog';
import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { useWords } from './words.ts';

/** Asks before a page with something unsaved is left; the browser asks by itself where the tab is closed. */
export function UnsavedGuard({ unsaved }: { unsaved: boolean }) {
  const t = useWords();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => unsaved && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    globalThis.addEventListener('beforeunload', ask);
    return () => globalThis.removeEventListener('beforeunload', ask);
  }, [unsaved]);
  if (blocker.state !== 'blocked') return null;
  return (
    <Dialog open onOpenChange={() => blocker.reset()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t('leave.title')}</DialogTitle>
          <DialogDescription>{t('leave.description')}</DialogDescription>
        </DialogHeader>
        <DialogFooter>
          <Button variant="ghost" onClick={() => blocker.proceed()}>
            {t('leave.go')}
          </Button>
          <Button onClick={() => blocker.reset()}>{t('leave.stay')}</Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
