import { ErrorState } from '@payloom/ui-kit/error-state';
import { useEffect } from 'react';
import { useLocation, useNavigate, useNavigation, useRouteError } from 'react-router';

/** Stands where a remote's page has failed: in its code, or because a part of it could not be fetched. */
export function RemoteProblem({ label }: { label: string }) {
  const error = useRouteError();
  const location = useLocation();
  const navigate = useNavigate();
  const retrying = useNavigation().state !== 'idle';
  useEffect(() => console.error(`A page of ${label} failed.`, error), [label, error]);
  return (
    <ErrorState
      title={`This page of ${label} has stopped working`}
      description="Something went wrong on our side. The rest of Payloom still works, and nothing you confirmed is lost."
      onRetry={() => void navigate(location, { replace: true })}
      retrying={retrying}
    />
  );
}
