import { isSomethingUnfinished } from '@payloom/ui-kit/unfinished';

/** Forms that somebody has written into. */
const writtenInto = new Set<HTMLFormElement>();

const controls = 'input:not([type=search], [type=hidden]), textarea, select';

function note({ target }: Event): void {
  const form = target instanceof Element && target.matches(controls) ? target.closest('form') : null;
  if (form) writtenInto.add(form);
}

/** What was emptied again is nothing to lose. */
const holdsSomething = (form: HTMLFormElement): boolean =>
  [...form.elements].some(
    (element) =>
      (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) &&
      element.type !== 'search' &&
      element.type !== 'hidden' &&
      element.value !== '',
  );

/** Whether somebody would lose what they have written into a form, were the page loaded anew. */
export function hasUnfinished(): boolean {
  for (const form of writtenInto) if (!form.isConnected) writtenInto.delete(form);
  return isSomethingUnfinished() || [...writtenInto].some(holdsSomething);
}

/** Begins to note where somebody writes. */
export function watchUnfinished(): void {
  document.addEventListener('input', note, { capture: true, passive: true });
}
