import { leaving } from '@payloom/offline/leaving';
import { useFetched } from '@payloom/ui-kit/on-demand';
import { useSyncExternalStore } from 'react';

const fetchDialog = () => import('./leaving-dialog.tsx');

/** The question before a sign-out, fetched when somebody has to be asked; who cannot be asked stays. */
export function LeavingQuestion() {
  const waiting = useSyncExternalStore(leaving.subscribe, leaving.getState, leaving.getState);
  const dialog = useFetched(waiting !== undefined, fetchDialog, () => leaving.answer(false));
  return dialog && <dialog.LeavingDialog />;
}
