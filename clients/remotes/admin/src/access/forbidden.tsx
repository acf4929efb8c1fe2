import { CombinedGraphQLErrors } from '@apollo/client';
import { Button } from '@payloom/ui-kit/button';
import { EmptyState } from '@payloom/ui-kit/empty-state';
import { ShieldX } from 'lucide-react';
import { Link } from 'react-router';
import { useWords } from './words.ts';

/** Whether the graph refused because of who asks. */
export function isForbidden(error: unknown): boolean {
  return (
    CombinedGraphQLErrors.is(error) &&
    error.errors.some(({ extensions }) => extensions?.['code'] === 'FORBIDDEN')
  );
}

/** For whoever comes here without being an administrator. */
export function Forbidden() {
  const t = useWords();
  return (
    <div role="alert" className="rounded-lg border bg-card">
      <EmptyState
        icon={ShieldX}
        title={t('forbidden')}
        description={t('forbiddenWhy')}
        action={
          <Button asChild variant="outline">
            <Link to="/">{t('toStart')}</Link>
          </Button>
        }
      />
    </div>
  );
}
