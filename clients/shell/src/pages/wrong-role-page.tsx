import { useSession } from '@payloom/session/use-session';
import { Button } from '@payloom/ui-kit/button';
import { EmptyState } from '@payloom/ui-kit/empty-state';
import { Lock } from 'lucide-react';
import { Link } from 'react-router';
import { useTitle } from '../layout/use-route-focus.ts';

/** The page is there, but not for who is signed in. */
export function WrongRolePage() {
  const { viewer } = useSession();
  useTitle('Not for your role');
  return (
    <>
      <h1 className="sr-only">Not for your role</h1>
      <EmptyState
        icon={Lock}
        title="This page is not for your role"
        description={`You are signed in as ${viewer?.email ?? 'somebody'}, who may not see it. Ask an administrator if you need to.`}
        action={
          <Button asChild>
            <Link to="/">Go to the start</Link>
          </Button>
        }
      />
    </>
  );
}
