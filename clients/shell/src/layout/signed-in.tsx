import type { NavigationEntry } from '@payloom/session/remote-entry';
import type { SessionViewer } from '@payloom/session/viewer';
import { GraphAround } from '../later/graph-around.tsx';
import { EmailNotice } from '../email-notice/email-notice.tsx';
import { LeavingQuestion } from '../offline/leaving-question.tsx';
import { CommandCentre } from '../palette/command-centre.tsx';
import { StepUp } from '../step-up/step-up.tsx';
import { HeaderItems } from './header-items.tsx';
import { KeptTheme } from './kept-theme.tsx';
import { LiveLight } from './live-light.tsx';
import { Notice } from './notice.tsx';
import { BottomBar } from './navigation.tsx';
import { OfflineNotice } from './offline-notice.tsx';
import { useViewerPreferences } from './use-viewer-preferences.ts';
import { UserMenu } from './user-menu.tsx';

export { Rail } from './navigation.tsx';

/** As many entries as a phone has room for; the others stand in the menu of the account there. */
const BOTTOM_BAR_ENTRIES = 5;

interface ViewerToolsProps {
  readonly viewer: SessionViewer;
  readonly entries: readonly NavigationEntry[];
}

/** The header's right side, for whoever is signed in. */
export function ViewerTools(props: ViewerToolsProps) {
  return (
    <GraphAround>
      <Tools {...props} />
    </GraphAround>
  );
}

function Tools({ viewer, entries }: ViewerToolsProps) {
  useViewerPreferences(viewer);
  return (
    <>
      <CommandCentre role={viewer.role} />
      <LiveLight />
      <KeptTheme />
      <HeaderItems key={`items of ${viewer.id}`} />
      <UserMenu
        key={viewer.id}
        viewer={viewer}
        entries={entries.filter(({ account }) => account)}
        more={entries.slice(BOTTOM_BAR_ENTRIES).filter(({ account }) => !account)}
      />
    </>
  );
}

/** What is to be said about the viewer or their network, above the page. */
export function ViewerNotices() {
  return (
    <GraphAround>
      <Notice />
      <OfflineNotice />
      <EmailNotice />
    </GraphAround>
  );
}

/** A phone's navigation, with what it has room for. */
export function ShortestBar({ entries }: Pick<ViewerToolsProps, 'entries'>) {
  return entries.length > 0 && <BottomBar entries={entries.slice(0, BOTTOM_BAR_ENTRIES)} />;
}

/** What asks the viewer something on whatever page they are. */
export function ViewerDialogs() {
  return (
    <GraphAround>
      <StepUp />
      <LeavingQuestion />
    </GraphAround>
  );
}
