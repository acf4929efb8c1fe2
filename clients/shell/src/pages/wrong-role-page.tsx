import { useSession } from '@payloom/session/use-session';
import { Button } from '@payloom/ui-kit/button';
import { EmptyState } from '@payloom/ui-kit/empty-state';
import { Lock } from 'lucide-react';
import { Link } from 'react-router';
import { useTitle } from '../layout/use-route-focus.ts';
import { useWords } from './words.ts';

/** The page is there, but not for who is signed in. */
export function WrongRolePage() {
  const t = useWords();
  const { viewer } = useSession();
  useTitle(t('wrongRole'));
  return (
    <>
      <h1 className="sr-only">{t('wrongRole')}</h1>
      <EmptyState
        icon={Lock}
        title={t('wrongRoleTitle')}
        description={t('wrongRoleWhy', { who: viewer?.email ?? t('somebody') })}
        action={
          <Button asChild>
            <Link to="/">{t('toStart')}</Link>
          </Button>
        }
      />
    </>
  );
}
