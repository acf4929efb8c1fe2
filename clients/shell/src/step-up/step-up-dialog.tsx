import { stepUp } from '@payloom/session/step-up';
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from '@payloom/ui-kit/dialog';
import { useSyncExternalStore } from 'react';
import { ConfirmForm } from './confirm-form.tsx';
import { useWords } from './words.ts';

/** Asks for what the account has where the graph wants a recent proof; what was asked of it then goes on by itself. */
export function StepUpDialog() {
  const t = useWords();
  const { isAsked } = useSyncExternalStore(stepUp.subscribe, stepUp.getState);
  return (
    <Dialog open={isAsked} onOpenChange={(open) => !open && stepUp.answer(false)}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t('title')}</DialogTitle>
          <DialogDescription>{t('meaning')}</DialogDescription>
        </DialogHeader>
        <ConfirmForm />
      </DialogContent>
    </Dialog>
  );
}
