import type { Graph, Remembered } from '@payloom/apollo-client/create-graph';
import type { Vault, Wiped } from '@payloom/offline/vault';
import { waitingPrefix } from '@payloom/offline/waiting';
import type { Recall, SessionStore } from '@payloom/session/session-store';
import { sessionViewerSchema, type SessionViewer } from '@payloom/session/viewer';
import * as z from 'zod/mini';

/** The graph says many things at once, and sealing them once is enough. */
const KEEP_AFTER_MS = 1_000;

const VIEWER = 'viewer';
const GRAPH = 'graph';

const rememberedSchema = z.object({
  objects: z.record(z.string(), z.unknown()),
  answeredAt: z.record(z.string(), z.number()),
});

type KeptGraph = Pick<Graph, 'remember' | 'recall' | 'onNews'>;

export interface KeepOfflineParts {
  readonly session: Pick<SessionStore, 'getState' | 'subscribe'>;
  /** Of whoever is signed in; others are shown pages without it. */
  readonly loadGraph: () => Promise<KeptGraph>;
  readonly vault: Vault;
  readonly waitingLost: WaitingLost;
}

/** Hears what became of that which waited for the network. */
export interface WaitingLost {
  /** So much of somebody's was withdrawn; `left` where they have signed out themselves. */
  readonly lost: (loss: { ownerId: string; count: number; left: boolean }) => void;
  /** The server says who is signed in: it is theirs to know what they have lost, and nobody else's. */
  readonly cameIn: (viewerId: string) => void;
}

export interface KeptOffline {
  /** Who was signed in when the server was last seen. What they have seen is in the graph then. */
  readonly recall: Recall;
  stop(): void;
}

const tellConsole = (error: unknown): void => console.error('Nothing could be kept in this browser.', error);

/** Calls `keep` a while after the first of many calls, and at once when the page is put away. */
function everySoOften(keep: () => void): { soon: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = (): void => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    keep();
  };
  const nowIfHidden = (): void => {
    if (document.visibilityState === 'hidden') now();
  };
  document.addEventListener('visibilitychange', nowIfHidden);
  return {
    soon: () => (timer ??= setTimeout(now, KEEP_AFTER_MS)),
    stop: () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', nowIfHidden);
    },
  };
}

/** Keeps the vault in step with the session: it is the viewer's while somebody is signed in, and empty otherwise. */
class OfflineKeeper {
  readonly #parts: KeepOfflineParts;
  readonly #saving = everySoOften(() => void this.#keepGraph().catch(tellConsole));
  #turn: Promise<void> = Promise.resolve();
  #stopHearing: (() => void) | undefined;
  /** What is kept already, and of whom. */
  #kept: { readonly ownerId: string; readonly remembered: Remembered | undefined } | undefined;

  constructor(parts: KeepOfflineParts) {
    this.#parts = parts;
  }

  start(): () => void {
    const stop = this.#parts.session.subscribe(() => this.#follow());
    this.#follow();
    return () => {
      stop();
      this.#stopHearing?.();
      this.#saving.stop();
    };
  }

  readonly recall: Recall = async () => {
    const { vault, loadGraph } = this.#parts;
    try {
      const ownerId = await vault.ownerId();
      // The server was not seen for too long, if anything was kept: it is kept no longer.
      if (ownerId === undefined) {
        await this.#wipe({ left: false });
        return undefined;
      }
      const viewer = sessionViewerSchema.safeParse(await vault.read(ownerId, VIEWER)).data;
      const remembered = await this.#read(ownerId);
      if (viewer?.id !== ownerId) return undefined;
      if (remembered) (await loadGraph()).recall(remembered);
      return viewer;
    } catch (error) {
      tellConsole(error);
      return undefined;
    }
  };

  #follow(): void {
    const state = this.#parts.session.getState();
    if (state.status === 'anonymous') void this.#wipe(state).catch(tellConsole);
    // Only the server can say that the vault is somebody's.
    if (state.status !== 'authenticated' || state.isRecalled) return;
    this.#turn = this.#turn.then(() => this.#claim(state.viewer)).catch(tellConsole);
  }

  #isIn({ id, role }: SessionViewer): boolean {
    const { viewer } = this.#parts.session.getState();
    return viewer?.id === id && viewer.role === role;
  }

  async #claim(viewer: SessionViewer): Promise<void> {
    if (!this.#isIn(viewer)) return;
    this.#tellLost(await this.#parts.vault.claim(viewer), false);
    this.#parts.waitingLost.cameIn(viewer.id);
    await this.#parts.vault.write(viewer.id, VIEWER, viewer);
    const graph = await this.#parts.loadGraph();
    this.#stopHearing ??= graph.onNews(this.#saving.soon);
    this.#saving.soon();
  }

  async #read(ownerId: string): Promise<Remembered | undefined> {
    return rememberedSchema.safeParse(await this.#parts.vault.read(ownerId, GRAPH)).data;
  }

  async #wipe({ left }: { left: boolean }): Promise<void> {
    this.#kept = undefined;
    this.#tellLost(await this.#parts.vault.wipe(), left);
  }

  #tellLost({ ownerId, names }: Wiped, left: boolean): void {
    const count = names.filter((name) => name.startsWith(waitingPrefix)).length;
    if (ownerId !== undefined && count > 0) this.#parts.waitingLost.lost({ ownerId, count, left });
  }

  async #keepGraph(): Promise<void> {
    const { session, vault, loadGraph } = this.#parts;
    const state = session.getState();
    if (!vault.isAvailable() || state.status !== 'authenticated' || state.isRecalled) return;
    const { viewer } = state;
    const { excerptOf, mergeOver } = await import('./excerpt.ts');
    const kept = this.#kept?.ownerId === viewer.id ? this.#kept.remembered : await this.#read(viewer.id);
    const graph = await loadGraph();
    if (!this.#isIn(viewer)) return;
    const excerpt = excerptOf(mergeOver(kept, graph.remember()), viewer.role);
    if (!excerpt || !(await vault.write(viewer.id, GRAPH, excerpt))) return;
    this.#kept = { ownerId: viewer.id, remembered: excerpt };
  }
}

/** Keeps what the viewer has seen in this browser, for as long as they are signed in. */
export function keepOffline(parts: KeepOfflineParts): KeptOffline {
  const keeper = new OfflineKeeper(parts);
  return { recall: keeper.recall, stop: keeper.start() };
}
