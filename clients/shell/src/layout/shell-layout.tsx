import type { NavigationEntry } from '@payloom/session/remote-entry';
import type { SessionViewer } from '@payloom/session/viewer';
import { useSession } from '@payloom/session/use-session';
import { ThemeToggle } from '@payloom/ui-kit/theme';
import { Toaster } from '@payloom/ui-kit/toaster';
import { useRef } from 'react';
import { ScrollRestoration, useNavigation } from 'react-router';
import { useNavigationEntries } from '../remotes/use-remotes.ts';
import { RouteGate } from '../routing/route-gate.tsx';
import { Brand } from './brand.tsx';
import { LiveLight } from './live-light.tsx';
import { BottomBar, Rail } from './navigation.tsx';
import { Notice } from './notice.tsx';
import { OfflineNotice } from './offline-notice.tsx';
import { useRouteFocus } from './use-route-focus.ts';
import { UserMenu } from './user-menu.tsx';

const MAIN_ID = 'main';

/** Everything around the page: navigation, header, notices. */
export function ShellLayout() {
  const { viewer } = useSession();
  const main = useRef<HTMLElement>(null);
  const announcement = useRouteFocus(main);
  const entries = useNavigationEntries(viewer?.role);
  return (
    <>
      <a
        href={`#${MAIN_ID}`}
        className="absolute -top-20 left-4 z-50 rounded-lg border bg-popover px-4 py-2 shadow-float focus:top-2"
      >
        Skip to the page
      </a>
      <div className="flex min-h-dvh">
        {viewer && <Rail entries={entries} />}
        <div className="flex min-w-0 flex-1 flex-col">
          <Header viewer={viewer} entries={entries} />
          <Notice key={viewer?.id} isSignedIn={viewer !== undefined} />
          {viewer && <OfflineNotice />}
          <main
            ref={main}
            id={MAIN_ID}
            tabIndex={-1}
            className="mx-auto w-full max-w-page flex-1 px-4 py-5 outline-none max-md:pb-24 sm:px-6 sm:py-8"
          >
            <RouteGate />
          </main>
        </div>
      </div>
      {viewer && entries.length > 0 && <BottomBar entries={shortest(entries)} />}
      <div aria-live="polite" className="sr-only">
        {announcement}
      </div>
      <Toaster />
      <ScrollRestoration />
    </>
  );
}

/** As many entries as a phone has room for; the others stand in the menu of the account there. */
const BOTTOM_BAR_ENTRIES = 5;
const shortest = (entries: readonly NavigationEntry[]) => entries.slice(0, BOTTOM_BAR_ENTRIES);

interface HeaderProps {
  viewer: SessionViewer | undefined;
  entries: readonly NavigationEntry[];
}

function Header({ viewer, entries }: HeaderProps) {
  const isNavigating = useNavigation().state !== 'idle';
  return (
    <header className="sticky top-0 z-30 flex h-14 shrink-0 items-center gap-1 border-b bg-card px-4 sm:px-6">
      <div className={viewer ? 'md:hidden' : undefined}>
        <Brand />
      </div>
      <div className="ml-auto flex items-center gap-1">
        {viewer && <LiveLight />}
        <ThemeToggle />
        {viewer && (
          <UserMenu
            key={viewer.id}
            viewer={viewer}
            entries={entries.filter(({ account }) => account)}
            more={entries.slice(BOTTOM_BAR_ENTRIES).filter(({ account }) => !account)}
          />
        )}
      </div>
      {isNavigating && (
        <div
          role="progressbar"
          aria-label="Loading"
          className="absolute inset-x-0 bottom-0 h-0.5 overflow-hidden"
        >
          <div className="h-full w-1/3 animate-shimmer bg-accent" />
        </div>
      )}
    </header>
  );
}
