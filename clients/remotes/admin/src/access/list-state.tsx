import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { Button } from '@payloom/ui-kit/button';
import { ErrorState } from '@payloom/ui-kit/error-state';
import { TriangleAlert } from 'lucide-react';

interface Failure {
  error: unknown;
  onRetry: () => void;
  retrying: boolean;
}

/** A list that could not be loaded at all. */
export function ListFailure({ what, error, onRetry, retrying }: Failure & { what: string }) {
  return (
    <ErrorState
      title={`${what} could not be loaded.`}
      description={failureSentence(error)}
      onRetry={onRetry}
      retrying={retrying}
    />
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
  return (
    <Notice action="Try again" onAction={onRetry} busy={retrying}>
      Some details are missing: a part of Payloom does not answer. What is shown is right.
    </Notice>
  );
}

/** Numbers that should follow what happens and do not at the moment. */
export function Outdated({ onRetry, retrying }: Omit<Failure, 'error'>) {
  return (
    <Notice action="Try again" onAction={onRetry} busy={retrying}>
      These numbers could not be brought up to date. They are as they were a while ago.
    </Notice>
  );
}

/** A list that should grow by itself and does not any more. */
export function LiveStopped({ onResume }: { onResume: () => void }) {
  return (
    <Notice action="Resume" onAction={onResume}>
      Live updates have stopped. New entries do not show up until they are resumed.
    </Notice>
  );
}
