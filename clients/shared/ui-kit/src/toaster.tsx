import {
  useEffect,
  useSyncExternalStore,
  type ComponentProps,
  type ComponentType,
  type ReactElement,
} from 'react';
import type { ExternalToast, toast as Sonner } from 'sonner';
import type { Toasts } from './toasts.tsx';

type Task = (show: typeof Sonner) => void;

/** More than anybody reads. */
const waitingMax = 20;
const waiting: Task[] = [];
const listeners = new Set<() => void>();
let show: typeof Sonner | undefined;
let place: { readonly Shown: ComponentType<ComponentProps<typeof Toasts>> } | undefined;
let loading: Promise<void> | undefined;

async function load(): Promise<void> {
  try {
    place = { Shown: (await import('./toasts.tsx')).Toasts };
    for (const listener of [...listeners]) listener();
  } catch (error) {
    // The next toast tries again.
    loading = undefined;
    console.error('Toasts could not be fetched.', error);
  }
}

const begin = (): void => void (loading ??= load());

function whenThere(task: Task): void {
  if (show) return task(show);
  waiting.push(task);
  if (waiting.length > waitingMax) waiting.shift();
  begin();
}

function ready(shows: typeof Sonner): void {
  show = shows;
  for (const task of waiting.splice(0)) task(shows);
}

type Kind = 'success' | 'error' | 'info' | 'warning';
const kind = (name: Kind) => (message: string | undefined, options?: ExternalToast) =>
  whenThere((shows) => void shows[name](message, options));

/** `toast.success('Profile saved')` shows a toast from anywhere. What shows them is fetched with somebody's first deed. */
export const toast = Object.assign(
  (message: string | undefined, options?: ExternalToast) =>
    whenThere((shows) => void shows(message, options)),
  {
    success: kind('success'),
    error: kind('error'),
    info: kind('info'),
    warning: kind('warning'),
    custom: (render: (id: number | string) => ReactElement, options?: ExternalToast) =>
      whenThere((shows) => void shows.custom(render, options)),
    dismiss: (id?: string) => whenThere((shows) => void shows.dismiss(id)),
  },
);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where toasts appear; stands once, in the shell. */
export function Toaster() {
  const shown = useSyncExternalStore(subscribe, () => place);
  useEffect(() => {
    for (const deed of ['keydown', 'pointerdown'])
      addEventListener(deed, begin, { once: true, passive: true });
    return () => {
      for (const deed of ['keydown', 'pointerdown']) removeEventListener(deed, begin);
    };
  }, []);
  return shown && <shown.Shown onReady={ready} />;
}
