import { useEffect, useEffectEvent, useRef } from 'react';
import { KeySequence, type Binding } from './key-sequence.ts';
import { leaveSearch } from './page-keys.ts';
import { shortcutsAreOn } from './shortcut-choice.ts';

/** Where keys are text, or belong to what is open. */
const takesKeys = [
  'input:not([type=checkbox], [type=radio], [type=button])',
  'textarea',
  'select',
  '[contenteditable]:not([contenteditable=false])',
  '[role=textbox]',
  '[role=combobox]',
  '[role=menu]',
  '[role=listbox]',
  '[role=dialog]',
  '[role=alertdialog]',
].join(', ');

const isTyping = ({ target }: KeyboardEvent): boolean =>
  target instanceof Element && target.closest(takesKeys) !== null;

/** Cmd or Ctrl with K, from wherever the focus is. */
const opensPalette = (event: KeyboardEvent): boolean =>
  event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey) && !event.altKey && !event.shiftKey;

/** Listens to the keys of every page: Cmd/Ctrl-K always, the bindings where nobody is typing and they are not turned off. */
export function useShortcuts(bindings: readonly Binding[], openPalette: () => void): void {
  const sequence = useRef(new KeySequence());
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (opensPalette(event)) {
      event.preventDefault();
      openPalette();
      return;
    }
    // A browser would empty the field: what was found with it would be gone.
    if (event.key === 'Escape' && leaveSearch()) return event.preventDefault();
    if (event.ctrlKey || event.metaKey || event.altKey || !shortcutsAreOn() || isTyping(event)) return;
    const found = sequence.current.press(event.key, event.timeStamp, bindings);
    if (!found) return;
    event.preventDefault();
    found.run();
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => press(event);
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
