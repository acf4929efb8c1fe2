import type { RemoteEntry } from '@payloom/session/remote-entry';
import { useSession } from '@payloom/session/use-session';
import { Skeleton } from '@payloom/ui-kit/skeleton';
import { ThemeToggle } from '@payloom/ui-kit/theme';
import { Toaster } from '@payloom/ui-kit/toaster';
import { Link, Outlet } from 'react-router';

/** What stands around a remote that runs alone. */
export function StandaloneLayout({ entry }: { entry: RemoteEntry }) {
  const { status, viewer } = useSession();
  return (
    <>
      <header className="flex items-center gap-4 border-b bg-card px-4 py-2 text-sm">
        <strong>{entry.name}</strong>
        <nav aria-label="Pages" className="flex gap-3">
          {entry.navigation.map(({ to, label }) => (
            <Link key={to} to={to} className="underline">
              {label}
            </Link>
          ))}
        </nav>
        <span className="ml-auto text-muted-foreground">{viewer ? viewer.email : 'Nobody is signed in'}</span>
        <ThemeToggle />
      </header>
      <main data-remote={entry.name} className="mx-auto max-w-page p-4 sm:p-6">
        {status === 'loading' ? <Skeleton className="h-40 w-full" /> : <Outlet />}
      </main>
      <Toaster />
    </>
  );
}
