import { leavesAllTheSame } from '@payloom/offline/leaving';
import { session } from '@payloom/session/session';
import { toast } from '@payloom/ui-kit/toaster';
import { finishActions } from '@payloom/ui-kit/undo';
import { useWords } from './words.ts';

/** Nobody waits longer than that to be signed out. */
const FINISH_MS = 3_000;

async function finishAndSignOut(): Promise<void> {
  if (!(await leavesAllTheSame())) return;
  // What could be undone until now has been shown as done: only who is signed in can do it.
  await Promise.race([finishActions(), new Promise((resolve) => setTimeout(resolve, FINISH_MS))]);
  await session.signOut();
}

/** Ends the session here, unless somebody stays for what waits. The gate leads on to the sign-in page by itself. */
export function signOut(): void {
  finishAndSignOut().catch(() => {
    const t = useWords.now();
    toast.warning(t('signedOutHere'), { description: t('signedOutLater') });
  });
}
