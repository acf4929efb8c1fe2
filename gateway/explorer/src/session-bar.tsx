import type { ExplorerSession, SessionState } from './explorer-session.ts';
import { CodeForm, SignInForm } from './session-forms.tsx';

export interface SessionBarProps {
  readonly session: ExplorerSession;
  readonly state: SessionState;
}

/** Says who is signed in and lets them in and out. */
export function SessionBar({ session, state }: SessionBarProps) {
  return (
    <header className="session-bar">
      <strong className="session-bar-name">Payloom graph</strong>
      {state.status === 'checking' && <span role="status">Looking for your session…</span>}
      {state.status === 'signed-out' && <SignInForm session={session} problem={state.problem} />}
      {state.status === 'code-wanted' && <CodeForm session={session} problem={state.problem} />}
      {state.status === 'signed-in' && <Viewer session={session} {...state} />}
    </header>
  );
}

interface ViewerProps {
  readonly session: ExplorerSession;
  readonly email: string;
  readonly role: string;
}

/** Who is signed in, and the way out. */
export function Viewer({ session, email, role }: ViewerProps) {
  return (
    <div className="session-bar-viewer">
      <span>
        Signed in as <strong>{email}</strong> ({role.toLowerCase()})
      </span>
      <button type="button" onClick={() => void session.signOut()}>
        Sign out
      </button>
    </div>
  );
}
