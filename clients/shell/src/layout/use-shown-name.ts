import type { SessionViewer } from '@payloom/session/viewer';
import { useViewerNameQuery } from './__generated__/viewer-name.ts';

/** What somebody who is signed in is called, and their picture. */
export function useShownName(viewer: SessionViewer) {
  // Without a name the email does: the menu is no reason for an error on every page.
  const { data } = useViewerNameQuery({ errorPolicy: 'ignore' });
  const email = viewer.email ?? '';
  return { name: data?.viewer?.displayName ?? email, email, picture: data?.viewer?.avatar?.url };
}
