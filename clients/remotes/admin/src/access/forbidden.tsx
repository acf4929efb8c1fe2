import { CombinedGraphQLErrors } from '@apollo/client';
import { Button } from '@payloom/ui-kit/button';
import { EmptyState } from '@payloom/ui-kit/empty-state';
import { ShieldX } from 'lucide-react';
import { Link } from 'react-router';

/** Whether the graph refused because of who asks. */
export function isForbidden(error: unknown): boolean {
  return (
    CombinedGraphQLErrors.is(error) &&
    error.errors.some(({ extensions }) => extensions?.['code'] === 'FORBIDDEN')
  );
}

/** For whoever comes here without being an administrator. */
export function Forbidden() {
  return (
    <div role="alert" className="rounded-lg border bg-card">
      <EmptyState
        icon={ShieldX}
        title="This page is for administrators"
        description="Your account may not see it. If you need it for your work, ask an administrator to change your role."
        action={
          <Button asChild variant="outline">
            <Link to="/">Go to your start page</Link>
          </Button>
        }
      />
    </div>
  );
}
