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
}

/**
 * Begins with the remotes. Whoever is signed in, or was when they were last here, sees something of each on every page.
 * Others need the one whose page they look at; the rest comes when they begin to do something, so that it is there when
 * they have signed in.
 */
export function beginRemotes({ registry, session, hadSession, prepare }: BeginRemotesParts): void {
  const begin = (role: string | null | undefined): void => {
    registry.loadFor(roleSchema.safeParse(role).data);
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
