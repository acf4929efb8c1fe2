import type { SessionStore } from '@payloom/session/session-store';
import type { RemoteRegistry } from './remote-registry.ts';

const KEY = 'payloom.had-session';

export interface BeginRemotesParts {
  readonly registry: Pick<RemoteRegistry, 'start' | 'loadAll'>;
  readonly session: Pick<SessionStore, 'getState' | 'subscribe'>;
  /** Remembers whether the last page of this browser was somebody's. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** Fetches what else is shown to somebody who is signed in. */
  readonly prepare: () => Promise<void>;
}

/**
 * Begins with the remotes. Whoever is signed in, or was when they were last here, sees something of each on every page.
 * Others need the one whose page they look at; the rest comes when they begin to do something, so that it is there when
 * they have signed in.
 */
export function beginRemotes({ registry, session, storage, prepare }: BeginRemotesParts): void {
  const begin = (): void => {
    registry.loadAll();
    void prepare();
  };
  const follow = (): void => {
    const { status } = session.getState();
    if (status === 'anonymous') storage.removeItem(KEY);
    if (status !== 'authenticated') return;
    storage.setItem(KEY, 'yes');
    begin();
  };
  session.subscribe(follow);
  for (const deed of ['keydown', 'pointerdown'])
    globalThis.addEventListener(deed, begin, { once: true, passive: true });
  void registry.start('asked');
  if (storage.getItem(KEY) !== null) begin();
}
