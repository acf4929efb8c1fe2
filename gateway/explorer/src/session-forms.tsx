import { useEffect, useRef, useState } from 'react';
import type { ExplorerSession } from './explorer-session.ts';

interface FormProps {
  readonly session: ExplorerSession;
  readonly problem: string | undefined;
}

/** Whether something that was sent is not answered yet, and how to send. */
function useSending(send: (form: FormData) => Promise<void>) {
  const [busy, setBusy] = useState(false);
  const onSubmit = async (form: FormData) => {
    setBusy(true);
    await send(form);
    setBusy(false);
  };
  return { busy, onSubmit };
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** Email and password. */
export function SignInForm({ session, problem }: FormProps) {
  const { busy, onSubmit } = useSending((form) =>
    session.signIn(textOf(form, 'email'), textOf(form, 'password')),
  );
  return (
    <form
      className="session-form"
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit(new FormData(event.currentTarget));
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

/** The code that an account asks for besides. */
export function CodeForm({ session, problem }: FormProps) {
  const { busy, onSubmit } = useSending((form) => session.enterCode(textOf(form, 'code').trim()));
  const field = useRef<HTMLInputElement>(null);
  // The field that was typed into before has gone.
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      className="session-form"
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit(new FormData(event.currentTarget));
      }}
    >
      {problem !== undefined && <span role="alert">{problem}</span>}
      <label>
        Code of your app, or a recovery code
        <input name="code" autoComplete="one-time-code" required ref={field} />
      </label>
      <button type="submit" disabled={busy}>
        {busy ? 'Signing in…' : 'Go on'}
      </button>
      <button type="button" onClick={() => session.startOver()}>
        Start over
      </button>
    </form>
  );
}
