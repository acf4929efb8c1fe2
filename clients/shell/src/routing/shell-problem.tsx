import { ErrorState } from '@payloom/ui-kit/error-state';
import { useEffect } from 'react';
import { useRouteError } from 'react-router';

/** Stands in for everything, where the shell itself has failed. */
export function ShellProblem() {
  const error = useRouteError();
  useEffect(() => console.error('The shell failed.', error), [error]);
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <ErrorState
        title="Payloom has stopped working on this page"
        description="Something went wrong on our side. Nothing you confirmed is lost."
        onRetry={() => globalThis.location.reload()}
      />
    </main>
  );
}
