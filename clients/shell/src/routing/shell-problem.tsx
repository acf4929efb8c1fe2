import { ErrorState } from '@payloom/ui-kit/error-state';
import { useEffect } from 'react';
import { useRouteError } from 'react-router';
import { useWords } from './words.ts';

/** Stands in for everything, where the shell itself has failed. */
export function ShellProblem() {
  const t = useWords();
  const error = useRouteError();
  useEffect(() => console.error('The shell failed.', error), [error]);
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <ErrorState
        title={t('shellTitle')}
        description={t('shellWhy')}
        onRetry={() => globalThis.location.reload()}
      />
    </main>
  );
}
