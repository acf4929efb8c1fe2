import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { Button } from '@payloom/ui-kit/button';
import { ErrorState } from '@payloom/ui-kit/error-state';
import { TriangleAlert } from 'lucide-react';
import { useWords } from './words.ts';

interface Failure {
  error: unknown;
  onRetry: () => void;
  retrying: boolean;
}

/** A list that could not be loaded at all; the title says which. */
export function ListFailure({ title, error, onRetry, retrying }: Failure & { title: string }) {
  return (
    <ErrorState title={title} description={failureSentence(error)} onRetry={onRetry} retrying={retrying} />
  );
}

interface NoticeProps {
  children: string;
  action: string;
  onAction: () => void;
  busy?: boolean;
}

/** One line above a list that is shown, but not as it should be. */
function Notice({ children, action, onAction, busy = false }: NoticeProps) {
  return (
    <div
      role="status"
      className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg bg-warning-soft px-3 py-2 text-sm text-warning"
    >
      <TriangleAlert aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0 flex-1">{children}</span>
      <Button variant="outline" size="sm" busy={busy} onClick={onAction}>
        {action}
      </Button>
    </div>
  );
}

/** A list of which some details are missing, because the part of Payloom that has them does not answer. */
export function SomeMissing({ onRetry, retrying }: Omit<Failure, 'error'>) {
  const t = useWords();
  return (
    <Notice action={t('tryAgain')} onAction={onRetry} busy={retrying}>
      {t('someMissing')}
    </Notice>
  );
}

/** Numbers that should follow what happens and do not at the moment. */
export function Outdated({ onRetry, retrying }: Omit<Failure, 'error'>) {
  const t = useWords();
  return (
    <Notice action={t('tryAgain')} onAction={onRetry} busy={retrying}>
      {t('outdated')}
    </Notice>
  );
}

/** A list that should grow by itself and does not any more. */
export function LiveStopped({ onResume }: { onResume: () => void }) {
  const t = useWords();
  return (
    <Notice action={t('resume')} onAction={onResume}>
      {t('liveStopped')}
    </Notice>
  );
}
