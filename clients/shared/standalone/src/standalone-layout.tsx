import { say } from '@payloom/i18n/wording';
import type { RemoteEntry } from '@payloom/session/remote-entry';
import { useSession } from '@payloom/session/use-session';
import { Skeleton } from '@payloom/ui-kit/skeleton';
import { ThemeToggle } from '@payloom/ui-kit/theme';
import { Toaster } from '@payloom/ui-kit/toaster';
import { Link, Outlet } from 'react-router';
import { useWords } from './words.ts';

/** What stands around a remote that runs alone. */
export function StandaloneLayout({ entry }: { entry: RemoteEntry }) {
  const t = useWords();
  const { status, viewer } = useSession();
  return (
    <>
      <header className="flex items-center gap-4 border-b bg-card px-4 py-2 text-sm">
        <strong>{entry.name}</strong>
        <nav aria-label={t('pages')} className="flex gap-3">
          {entry.navigation.map(({ to, label }) => (
            <Link key={to} to={to} className="underline">
              {say(label)}
            </Link>
          ))}
        </nav>
        <span className="ml-auto text-muted-foreground">{viewer ? viewer.email : t('nobody')}</span>
        <ThemeToggle />
      </header>
      <main data-remote={entry.name} className="mx-auto max-w-page p-4 sm:p-6">
        {status === 'loading' ? <Skeleton className="h-40 w-full" /> : <Outlet />}
      </main>
      <Toaster />
    </>
  );
}
