import { Button } from '@payloom/ui-kit/button';
import { EmptyState } from '@payloom/ui-kit/empty-state';
import { Compass } from 'lucide-react';
import { Link } from 'react-router';
import { useTitle } from '../layout/use-route-focus.ts';

/** The address leads nowhere. */
export function NotFoundPage() {
  useTitle('Page not found');
  return (
    <>
      <h1 className="sr-only">Page not found</h1>
      <EmptyState
        icon={Compass}
        title="There is no page at this address"
        description="The link may be old, or a letter may be missing."
        action={
          <Button asChild>
            <Link to="/">Go to the start</Link>
          </Button>
        }
      />
    </>
  );
}
