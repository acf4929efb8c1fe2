import { say } from '@payloom/i18n/wording';
import type { NavigationEntry } from '@payloom/session/remote-entry';
import { cn } from '@payloom/ui-kit/cn';
import { CircleOff, RotateCw } from 'lucide-react';
import { NavLink } from 'react-router';
import type { RemoteListing } from '../remotes/remote-list.ts';
import { useLabel, useRemoteRegistry, useRemotes } from '../remotes/use-remotes.ts';
import { Brand } from './brand.tsx';
import { useWords } from './words.ts';

function useMissing(): RemoteListing[] {
  return useRemotes()
    .remotes.filter(({ status }) => status === 'failed')
    .map(({ listing }) => listing);
}

function RailLink({ to, label, icon: Icon }: NavigationEntry) {
  return (
    <NavLink
      to={to}
      end={to === '/'}
      className={({ isActive }) =>
        cn(
          'flex h-9 items-center gap-3 rounded-lg px-3 text-sm font-medium transition-colors duration-120',
          isActive
            ? 'bg-accent-soft text-accent forced-colors:underline'
            : 'text-muted-foreground hover:bg-muted hover:text-foreground',
        )
      }
    >
      <Icon aria-hidden className="size-4" />
      {say(label)}
    </NavLink>
  );
}

function RailGap({ listing }: { listing: RemoteListing }) {
  const t = useWords();
  const label = useLabel(listing);
  const registry = useRemoteRegistry();
  return (
    <div className="flex items-center gap-3 rounded-lg py-1 pr-1 pl-3 text-sm text-muted-foreground">
      <CircleOff aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0 flex-1">{t('missing', { label })}</span>
      <button
        type="button"
        aria-label={t('tryAgain', { label })}
        onClick={() => void registry.retry(listing.name)}
        className="flex size-8 cursor-pointer items-center justify-center rounded-md hover:bg-muted hover:text-foreground"
      >
        <RotateCw aria-hidden className="size-4" />
      </button>
    </div>
  );
}

/** The navigation on desks. */
export function Rail({ entries }: { entries: readonly NavigationEntry[] }) {
  const t = useWords();
  const missing = useMissing();
  return (
    <nav
      aria-label={t('main')}
      className="sticky top-0 hidden h-dvh w-60 shrink-0 flex-col gap-6 overflow-y-auto border-r bg-card px-3 py-4 md:flex print:hidden"
    >
      <div className="px-2">
        <Brand />
      </div>
      <ul className="flex flex-col gap-1">
        {entries.map((entry) => (
          <li key={entry.to}>
            <RailLink {...entry} />
          </li>
        ))}
        {missing.map((listing) => (
          <li key={listing.name}>
            <RailGap listing={listing} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

const barItem =
  'flex h-14 w-full flex-col items-center justify-center gap-1 text-xs font-medium -outline-offset-4';

function BarGap({ listing }: { listing: RemoteListing }) {
  const t = useWords();
  const label = useLabel(listing);
  const registry = useRemoteRegistry();
  return (
    <button
      type="button"
      onClick={() => void registry.retry(listing.name)}
      className={cn(barItem, 'cursor-pointer text-muted-foreground line-through')}
    >
      <RotateCw aria-hidden className="size-5" />
      <span className="sr-only">{t('notAvailable')}</span>
      <span className="max-w-full truncate px-0.5">{label}</span>
    </button>
  );
}

/** The navigation on phones, below the thumb. */
export function BottomBar({ entries }: { entries: readonly NavigationEntry[] }) {
  const t = useWords();
  const missing = useMissing();
  return (
    <nav
      aria-label={t('mainPages')}
      className="fixed inset-x-0 bottom-0 z-40 border-t bg-card pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      <ul className="flex">
        {entries.map(({ to, label, icon: Icon }) => (
          <li key={to} className="min-w-0 flex-1">
            <NavLink
              to={to}
              end={to === '/'}
              className={({ isActive }) =>
                cn(barItem, isActive ? 'text-accent forced-colors:underline' : 'text-muted-foreground')
              }
            >
              <Icon aria-hidden className="size-5" />
              <span className="max-w-full truncate px-0.5">{say(label)}</span>
            </NavLink>
          </li>
        ))}
        {missing.map((listing) => (
          <li key={listing.name} className="min-w-0 flex-1">
            <BarGap listing={listing} />
          </li>
        ))}
      </ul>
    </nav>
  );
}
