import { stepUp } from '@payloom/session/step-up';
import { useFetched } from '@payloom/ui-kit/on-demand';
import { useSyncExternalStore } from 'react';

const fetchDialog = () => import('./step-up-dialog.tsx');

/** Asks whoever has to show that it is them. The dialog is fetched when it is asked first: it cannot be asked without, so the answer is no. */
export function StepUp() {
  const { isAsked } = useSyncExternalStore(stepUp.subscribe, stepUp.getState);
  const dialog = useFetched(isAsked, fetchDialog, () => stepUp.answer(false));
  return dialog && <dialog.StepUpDialog />;
}
