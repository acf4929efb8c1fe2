import { Button } from '@payloom/ui-kit/button';
import { EmptyState } from '@payloom/ui-kit/empty-state';
import { Compass } from 'lucide-react';
import { Link } from 'react-router';
import { useTitle } from '../layout/use-route-focus.ts';
import { useWords } from './words.ts';

/** The address leads nowhere. */
export function NotFoundPage() {
  const t = useWords();
  useTitle(t('notFound'));
  return (
    <>
      <h1 className="sr-only">{t('notFound')}</h1>
      <EmptyState
        icon={Compass}
        title={t('notFoundTitle')}
        description={t('notFoundWhy')}
        action={
          <Button asChild>
            <Link to="/">{t('toStart')}</Link>
          </Button>
        }
      />
    </>
  );
}
