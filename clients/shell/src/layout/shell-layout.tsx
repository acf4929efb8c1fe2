import { adoptPreferences } from '@payloom/i18n/region';
import type { SessionState } from '@payloom/session/session-store';
import { useSession } from '@payloom/session/use-session';
import { ThemeToggle } from '@payloom/ui-kit/theme';
import { Toaster } from '@payloom/ui-kit/toaster';
import { useDeferredValue, useEffect, useRef, type ReactNode } from 'react';
import { ScrollRestoration, useNavigation } from 'react-router';
import { useNavigationEntries } from '../remotes/use-remotes.ts';
import { NewVersion } from '../offline/new-version.tsx';
import { RouteGate } from '../routing/route-gate.tsx';
import { Brand } from './brand.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { PlainNotice } from './plain-notice.tsx';
import { useRouteFocus } from './use-route-focus.ts';
import { useSignedIn } from './use-signed-in.ts';
import { useWords } from './words.ts';

const MAIN_ID = 'main';

/** Preferences leave with whoever had them. Those of a viewer come with what is around their pages. */
function useNobodysPreferences(status: SessionState['status']): void {
  useEffect(() => {
    if (status === 'anonymous') adoptPreferences(undefined);
  }, [status]);
}

/** Everything around the page: navigation, header, notices. */
export function ShellLayout() {
  const t = useWords();
  const { status, viewer } = useSession();
  const main = useRef<HTMLElement>(null);
  const announcement = useRouteFocus(main);
  const entries = useNavigationEntries(viewer?.role);
  const signedIn = useSignedIn(viewer !== undefined);
  useNobodysPreferences(status);
  // Drawn behind the page: with it, the first picture would keep a phone from everything else for too long. The tools come with the
  // page, for they hear its keys.
  const around = useDeferredValue(signedIn, undefined);
  return (
    <>
      <a
        href={`#${MAIN_ID}`}
        className="absolute -top-20 left-4 z-50 rounded-lg border bg-popover px-4 py-2 shadow-float focus:top-2"
      >
        {t('skip')}
      </a>
      <div className="flex min-h-dvh">
        {viewer && (signedIn ? <signedIn.Rail entries={entries} /> : <RailPlace />)}
        <div className="flex min-w-0 flex-1 flex-col">
          <Header isSignedIn={viewer !== undefined}>
            {viewer && signedIn && <signedIn.ViewerTools viewer={viewer} entries={entries} />}
          </Header>
          <NewVersion />
          {status === 'anonymous' && <PlainNotice />}
          {viewer && around && <around.ViewerNotices key={`notices ${viewer.id}`} />}
          <main
            ref={main}
            id={MAIN_ID}
            tabIndex={-1}
            className="mx-auto w-full max-w-page flex-1 px-4 py-5 outline-none max-md:pb-24 sm:px-6 sm:py-8 print:max-w-none print:p-0"
          >
            <RouteGate />
          </main>
        </div>
      </div>
      {viewer && signedIn && <signedIn.ShortestBar entries={entries} />}
      <div aria-live="polite" className="sr-only">
        {announcement}
      </div>
      {viewer && around && <around.ViewerDialogs />}
      <Toaster />
      <ScrollRestoration />
    </>
  );
}

/** Holds the navigation's place on desks, so that the page does not move when it comes. */
function RailPlace() {
  return <div className="hidden w-60 shrink-0 border-r bg-card md:block" />;
}

function Header({ isSignedIn, children }: { isSignedIn: boolean; children: ReactNode }) {
  const t = useWords();
  const isNavigating = useNavigation().state !== 'idle';
  return (
    <header className="sticky top-0 z-30 flex h-14 shrink-0 items-center gap-1 border-b bg-card px-4 sm:px-6 print:hidden">
      <div className={isSignedIn ? 'min-w-7 md:hidden' : 'min-w-7'}>
        <Brand />
      </div>
      <div className="ml-auto flex shrink-0 items-center gap-1">
        {!isSignedIn && <LanguageSwitch />}
        {!isSignedIn && <ThemeToggle />}
        {children}
      </div>
      {isNavigating && (
        <div
          role="progressbar"
          aria-label={t('loading')}
          className="absolute inset-x-0 bottom-0 h-0.5 overflow-hidden"
        >
          <div className="h-full w-1/3 animate-pulse bg-accent" />
        </div>
      )}
    </header>
  );
}
