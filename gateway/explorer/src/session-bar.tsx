import { useState, useSyncExternalStore } from 'react';
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
  const submit = async (form: FormData) => {
    const [email, password] = [form.get('email'), form.get('password')];
    if (typeof email !== 'string' || typeof password !== 'string') return;
    setBusy(true);
    await session.signIn(email, password);
    setBusy(false);
  };
  return (
    <form
      className="session-bar-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(new FormData(event.currentTarget));
      }}
    >
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
