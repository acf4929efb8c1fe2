import { useState, useSyncExternalStore, type FormEvent } from 'react';
import type { ExplorerSession } from './explorer-session.ts';

/** Says who is signed in and lets them in and out. */
export function SessionBar({ session }: { session: ExplorerSession }) {
  const state = useSyncExternalStore(session.subscribe, session.state);
  return (
    <header className="session-bar">
      <strong className="session-bar-name">Payloom graph</strong>
      {state.status === 'checking' && <span role="status">Looking for your session…</span>}
      {state.status === 'signed-out' && <SignInForm session={session} problem={state.problem} />}
      {state.status === 'signed-in' && (
        <div className="session-bar-viewer">
          <span>
            Signed in as <strong>{state.email}</strong> ({state.role.toLowerCase()})
          </span>
          <button type="button" onClick={() => void session.signOut()}>
            Sign out
          </button>
        </div>
      )}
    </header>
  );
}

function SignInForm({ session, problem }: { session: ExplorerSession; problem: string | undefined }) {
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    await session.signIn(String(form.get('email')), String(form.get('password')));
    setBusy(false);
  };
  return (
    <form className="session-bar-form" onSubmit={(event) => void submit(event)}>
      {problem !== undefined && <span role="alert">{problem}</span>}
      <label>
        Email
        <input name="email" type="email" autoComplete="username" required />
      </label>
      <label>
        Password
        <input name="password" type="password" autoComplete="current-password" required />
      </label>
      <button type="submit" disabled={busy}>
        {busy ? 'Signing in…' : 'Sign in'}
      </button>
    </form>
  );
}
