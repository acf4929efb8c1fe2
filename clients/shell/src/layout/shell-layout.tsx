import type { NavigationEntry } from '@payloom/session/remote-entry';
import type { SessionViewer } from '@payloom/session/viewer';
import { useSession } from '@payloom/session/use-session';
import { ThemeToggle } from '@payloom/ui-kit/theme';
import { Toaster } from '@payloom/ui-kit/toaster';
import { useRef } from 'react';
import { ScrollRestoration, useNavigation } from 'react-router';
import { EmailNotice } from '../email-notice/email-notice.tsx';
import { CommandCentre } from '../palette/command-centre.tsx';
import { useNavigationEntries } from '../remotes/use-remotes.ts';
import { LeavingDialog } from '../offline/leaving-dialog.tsx';
import { NewVersion } from '../offline/new-version.tsx';
import { RouteGate } from '../routing/route-gate.tsx';
import { StepUpDialog } from '../step-up/step-up-dialog.tsx';
import { Brand } from './brand.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { HeaderItems } from './header-items.tsx';
import { KeptTheme } from './kept-theme.tsx';
import { LiveLight } from './live-light.tsx';
import { BottomBar, Rail } from './navigation.tsx';
import { Notice } from './notice.tsx';
import { OfflineNotice } from './offline-notice.tsx';
import { useRouteFocus } from './use-route-focus.ts';
import { useViewerPreferences } from './use-viewer-preferences.ts';
import { UserMenu } from './user-menu.tsx';
import { useWords } from './words.ts';

const MAIN_ID = 'main';

/** Everything around the page: navigation, header, notices. */
export function ShellLayout() {
  const t = useWords();
  const { viewer } = useSession();
  const main = useRef<HTMLElement>(null);
  const announcement = useRouteFocus(main);
  const entries = useNavigationEntries(viewer?.role);
  useViewerPreferences();
  return (
    <>
      <a
        href={`#${MAIN_ID}`}
        className="absolute -top-20 left-4 z-50 rounded-lg border bg-popover px-4 py-2 shadow-float focus:top-2"
      >
        {t('skip')}
      </a>
      <div className="flex min-h-dvh">
        {viewer && <Rail entries={entries} />}
        <div className="flex min-w-0 flex-1 flex-col">
          <Header viewer={viewer} entries={entries} />
          <NewVersion />
          <Notice key={viewer?.id} isSignedIn={viewer !== undefined} />
          {viewer && <OfflineNotice />}
          {viewer && <EmailNotice key={`email ${viewer.id}`} />}
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
      {viewer && entries.length > 0 && <BottomBar entries={shortest(entries)} />}
      <div aria-live="polite" className="sr-only">
        {announcement}
      </div>
      {viewer && <StepUpDialog />}
      {viewer && <LeavingDialog />}
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
  const t = useWords();
  const isNavigating = useNavigation().state !== 'idle';
  return (
    <header className="sticky top-0 z-30 flex h-14 shrink-0 items-center gap-1 border-b bg-card px-4 sm:px-6 print:hidden">
      <div className={viewer ? 'md:hidden' : undefined}>
        <Brand />
      </div>
      <div className="ml-auto flex items-center gap-1">
        {viewer && <CommandCentre role={viewer.role} />}
        {viewer && <LiveLight />}
        {!viewer && <LanguageSwitch />}
        {viewer ? <KeptTheme /> : <ThemeToggle />}
        {viewer && <HeaderItems key={`items of ${viewer.id}`} />}
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
          aria-label={t('loading')}
          className="absolute inset-x-0 bottom-0 h-0.5 overflow-hidden"
        >
          <div className="h-full w-1/3 animate-shimmer bg-accent" />
        </div>
      )}
    </header>
  );
}
