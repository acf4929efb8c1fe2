/** Something that a person was told is done, and that is done in a moment unless they undo it. */
export interface PendingAction {
  /** The time does not run while the pointer or the focus is on the way to undoing it. */
  hold: (reason: HoldReason) => void;
  letGo: (reason: HoldReason) => void;
  undo: () => void;
  /** Does it now; nothing where it is done or undone already. */
  commit: () => void;
}

export type HoldReason = 'pointer' | 'focus';

interface Steps {
  afterMs: number;
  commit: () => void;
  undo: () => void;
  /** Either has happened. */
  settled: () => void;
}

const pending = new Set<PendingAction>();

/** Does all at once that still waits: whoever was told that it is done may leave now. */
export function commitPendingActions(): void {
  for (const action of [...pending]) action.commit();
}

function commitWhenHidden(): void {
  if (document.visibilityState === 'hidden') commitPendingActions();
}

/** Where one writes, Ctrl+Z belongs to what is written. */
const isEditable = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));

function undoLatest(event: KeyboardEvent): void {
  if (event.key !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  const latest = [...pending].at(-1);
  if (!latest || isEditable(event.target)) return;
  event.preventDefault();
  latest.undo();
}

/** The page listens only while something waits. */
function watchPage(): void {
  const change = pending.size > 0 ? 'addEventListener' : 'removeEventListener';
  document[change]('visibilitychange', commitWhenHidden);
  globalThis[change]('pagehide', commitPendingActions);
  if (pending.size > 0) document.addEventListener('keydown', undoLatest);
  else document.removeEventListener('keydown', undoLatest);
}

/** Waits with an action for as long as it can be undone, and no longer than the page is looked at. */
export function startPendingAction({ afterMs, commit, undo, settled }: Steps): PendingAction {
  const held = new Set<HoldReason>();
  let leftMs = afterMs;
  let began = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const settle = (step: () => void) => (): void => {
    clearTimeout(timer);
    if (!pending.delete(action)) return;
    watchPage();
    // The row shows the outcome before its button changes, or the button would be gone for a moment, and the focus with it.
    step();
    settled();
  };
  const run = (): void => {
    began = Date.now();
    timer = setTimeout(action.commit, leftMs);
  };
  const action: PendingAction = {
    hold: (reason) => {
      if (held.size === 0) leftMs -= Date.now() - began;
      held.add(reason);
      clearTimeout(timer);
    },
    letGo: (reason) => {
      if (held.delete(reason) && held.size === 0 && pending.has(action)) run();
    },
    undo: settle(undo),
    commit: settle(commit),
  };
  pending.add(action);
  watchPage();
  run();
  return action;
}
