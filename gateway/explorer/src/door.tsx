import { useEffect, useRef, type ReactNode } from 'react';
import type { ExplorerSession, SessionState } from './explorer-session.ts';
import { Viewer } from './session-bar.tsx';
import { CodeForm, SignInForm } from './session-forms.tsx';

export interface DoorProps {
  readonly session: ExplorerSession;
  readonly state: SessionState;
}

/** What everybody sees who is no administrator, where the editor is for them alone. */
export function Door({ session, state }: DoorProps) {
  return (
    <div className="explorer">
      <header className="session-bar">
        <strong className="session-bar-name">Payloom graph</strong>
        {state.status === 'signed-in' && <Viewer session={session} {...state} />}
      </header>
      <main className="door">
        {state.status === 'checking' ? (
          <p role="status">Looking for your session…</p>
        ) : (
          <DoorStep key={state.status} session={session} state={state} />
        )}
      </main>
    </div>
  );
}

function DoorStep({ session, state }: DoorProps) {
  if (state.status === 'code-wanted')
    return (
      <Step title="One more step">
        <p>This account asks for a code besides its password.</p>
        <CodeForm session={session} problem={state.problem} />
      </Step>
    );
  if (state.status === 'signed-in')
    return (
      <Step title="The explorer is for administrators" takesFocus>
        <p>
          {state.email} is none. Sign out to sign in as somebody else, or go back <a href="/">to Payloom</a>.
        </p>
      </Step>
    );
  return (
    <Step title="Sign in as an administrator">
      <p>Here the graph can be asked anything that it answers, so this is open to administrators alone.</p>
      <SignInForm session={session} problem={state.status === 'signed-out' ? state.problem : undefined} />
      <p>
        With a passkey, <a href="/sign-in">sign in to Payloom</a> and come back: this page goes on with the
        session of the browser.
      </p>
    </Step>
  );
}

interface StepProps {
  readonly title: string;
  /** Whether it comes in place of a form that somebody was in. */
  readonly takesFocus?: boolean;
  readonly children: ReactNode;
}

function Step({ title, takesFocus = false, children }: StepProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </>
  );
}
