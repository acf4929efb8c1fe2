import { useEffect, useState, useSyncExternalStore, type ComponentType } from 'react';
import { Door } from './door.tsx';
import type { ExplorerSession, SessionState } from './explorer-session.ts';
import { forgetWork } from './forget-work.ts';
import { SessionBar } from './session-bar.tsx';

export interface ExplorerProps {
  readonly session: ExplorerSession;
  /** Whether nobody else gets to the editor. */
  readonly forAdministrators: boolean;
}

const isAdministrator = (state: SessionState): boolean =>
  state.status === 'signed-in' && state.role === 'ADMIN';

/** GraphiQL under a bar that says who is signed in; where it is for administrators, a door before it. */
export function Explorer({ session, forAdministrators }: ExplorerProps) {
  const state = useSyncExternalStore(session.subscribe, session.state);
  const isShut = forAdministrators && !isAdministrator(state);
  useForgottenWork(isShut && state.status !== 'checking');
  if (isShut) return <Door session={session} state={state} />;
  return (
    <div className="explorer">
      <SessionBar session={session} state={state} />
      <main className="explorer-graphiql">
        <EditorOnceLoaded session={session} />
      </main>
    </div>
  );
}

/** Whoever comes to the door finds nothing of who worked behind it before. The editor may keep something yet as it is shut. */
function useForgottenWork(isForgotten: boolean): void {
  useEffect(() => {
    if (!isForgotten) return;
    const forget = () => forgetWork(() => globalThis.localStorage);
    forget();
    return forget;
  }, [isForgotten]);
}

type Loading = 'under-way' | 'failed' | { readonly Editor: ComponentType<{ session: ExplorerSession }> };

function EditorOnceLoaded({ session }: { session: ExplorerSession }) {
  const [loading, setLoading] = useState<Loading>('under-way');
  const load = () =>
    import(/* webpackChunkName: "editor" */ './editor.tsx').then(
      ({ Editor }) => setLoading({ Editor }),
      () => setLoading('failed'),
    );
  useEffect(() => void load(), []);
  if (typeof loading === 'object') return <loading.Editor session={session} />;
  if (loading === 'under-way')
    return (
      <div className="explorer-notice">
        <p role="status">Loading the editor…</p>
      </div>
    );
  const loadAgain = () => {
    setLoading('under-way');
    void load();
  };
  return (
    <div className="explorer-notice">
      <p role="alert">The editor could not be loaded.</p>
      <button type="button" onClick={loadAgain}>
        Try again
      </button>
    </div>
  );
}
