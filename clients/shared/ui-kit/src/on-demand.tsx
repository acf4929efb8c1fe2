import {
  useEffect,
  useEffectEvent,
  useState,
  type ComponentType,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import { toast } from './toaster.tsx';
import { useWords } from './words.ts';

/** Fetches something that most who come to a page never open. */
export type Load<What> = () => Promise<What>;

function tellFailure(error: unknown): void {
  console.error('What was to be opened could not be fetched.', error);
  const t = useWords.now();
  toast.error(t('notOpened'), { description: t('checkConnection') });
}

/** What is opened and closed by state, such as a dialog: fetched when it is to be open first. `onFailure` closes it again. */
export function useFetched<What extends object>(
  isWanted: boolean,
  load: Load<What>,
  onFailure: () => void,
): What | undefined {
  const [fetched, setFetched] = useState<{ readonly what: What }>();
  const fail = useEffectEvent((error: unknown) => {
    tellFailure(error);
    onFailure();
  });
  useEffect(() => {
    if (!isWanted) return undefined;
    let isOn = true;
    load().then(
      (what) => isOn && setFetched({ what }),
      (error: unknown) => isOn && fail(error),
    );
    return () => {
      isOn = false;
    };
  }, [isWanted, load]);
  return fetched?.what;
}

/** Begins to fetch, for a hand or the focus is near: by the time of the press it is there. */
export const fetchSoon = (load: Load<unknown>) => {
  const reach = () => void load().catch(() => undefined);
  return { onPointerEnter: reach, onFocus: reach };
};

const openingKeys: readonly string[] = ['Enter', ' ', 'ArrowDown', 'ArrowUp'];

export interface OnDemand<Props> {
  /** The menu with its button, once it was asked for. It comes open. */
  readonly Shown: ComponentType<Props> | undefined;
  /** Whether a key has asked for it: then that of the first item is the next one. */
  readonly isByKeyboard: boolean;
  /** Of the button that stands for it until then. */
  readonly button: {
    readonly 'aria-haspopup': 'menu';
    readonly 'aria-expanded': false;
    readonly onClick: (event: MouseEvent) => void;
    readonly onKeyDown: (event: KeyboardEvent) => void;
    readonly onPointerEnter: () => void;
    readonly onFocus: () => void;
  };
}

/** A menu that is fetched with the first press on its button; until then the button is all there is of it. */
export function useOnDemand<Props>(load: Load<ComponentType<Props>>): OnDemand<Props> {
  const [asked, setAsked] = useState<{ Shown: ComponentType<Props>; isByKeyboard: boolean }>();
  const open = (isByKeyboard: boolean): void => {
    load().then((Shown) => setAsked({ Shown, isByKeyboard }), tellFailure);
  };
  return {
    Shown: asked?.Shown,
    isByKeyboard: asked?.isByKeyboard ?? false,
    button: {
      'aria-haspopup': 'menu',
      'aria-expanded': false,
      // Aids press without a place.
      onClick: ({ detail }) => open(detail === 0),
      onKeyDown: (event) => {
        if (!openingKeys.includes(event.key)) return;
        event.preventDefault();
        open(true);
      },
      ...fetchSoon(load),
    },
  };
}
