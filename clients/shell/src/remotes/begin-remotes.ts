import type { SessionStore } from '@payloom/session/session-store';
import { roleSchema } from '@payloom/session/viewer';
import type { HadSession } from '../first/had-session.ts';
import type { RemoteRegistry } from './remote-registry.ts';

export interface BeginRemotesParts {
  readonly registry: Pick<RemoteRegistry, 'start' | 'loadFor'>;
  readonly session: Pick<SessionStore, 'getState' | 'subscribe'>;
  readonly hadSession: HadSession;
  /** Fetches what else is shown to somebody who is signed in. */
  readonly prepare: () => Promise<void>;
  /** The path of the first page. */
  readonly path: string;
  /** Settles when the first page stands. */
  readonly standing: Promise<void>;
}

/**
 * Begins with the remotes. Whoever is signed in, or was when they were last here, sees something of each on every page: first of
 * those that the page is made of, of the others when it stands. Who is not needs the one whose page they look at; the rest comes
 * when they begin to do something, so that it is there when they have signed in.
 */
export function beginRemotes(parts: BeginRemotesParts): void {
  const { registry, session, hadSession, prepare, path, standing } = parts;
  const begin = (name: string | null | undefined): void => {
    const role = roleSchema.safeParse(name).data;
    registry.loadFor(role, path);
    void standing.then(() => registry.loadFor(role));
    void prepare();
  };
  const beginForAll = (): void => begin(undefined);
  const follow = (): void => {
    const { status, viewer } = session.getState();
    if (status === 'anonymous') hadSession.forget();
    if (status !== 'authenticated') return;
    hadSession.remember(viewer.role);
    begin(viewer.role);
  };
  session.subscribe(follow);
  for (const deed of ['keydown', 'pointerdown'])
    globalThis.addEventListener(deed, beginForAll, { once: true, passive: true });
  void registry.start('asked');
  const last = hadSession.role();
  if (last !== null) begin(last);
}
