/** What every row of a list is gone to by; the list itself marks it so. */
const rowTargets = '[data-row-target]';
const searchFields = 'input[type=search]:not([disabled])';

const main = (): HTMLElement | null => document.querySelector('main');
const isShown = (element: HTMLElement): boolean => element.checkVisibility?.() ?? true;

/** Puts the focus on the next row of the page's list, or the one before. */
export function focusRow(step: 1 | -1): void {
  const targets = [...(main()?.querySelectorAll<HTMLElement>(rowTargets) ?? [])].filter(isShown);
  const at = targets.findIndex((target) => target === document.activeElement);
  const next = at < 0 ? (step === 1 ? targets[0] : targets.at(-1)) : targets[at + step];
  next?.focus();
}

/** Puts the focus in the page's search. Says whether there is one. */
export function focusSearch(): boolean {
  const field = [...(main()?.querySelectorAll<HTMLInputElement>(searchFields) ?? [])].find(isShown);
  field?.focus();
  field?.select();
  return field !== undefined;
}

/** Takes the focus out of the page's search, whose text stays. Says whether it was there. */
export function leaveSearch(): boolean {
  const field = document.activeElement;
  if (!(field instanceof HTMLInputElement) || !field.matches(searchFields)) return false;
  field.blur();
  return true;
}
