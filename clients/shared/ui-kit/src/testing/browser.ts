// jsdom lacks the few browser functions that Radix calls when a list opens. Imported for its effect by tests.

const noop = (): void => {};

class StillResizeObserver implements ResizeObserver {
  observe = noop;
  unobserve = noop;
  disconnect = noop;
}

globalThis.ResizeObserver ??= StillResizeObserver;
Element.prototype.scrollIntoView ??= noop;
Element.prototype.hasPointerCapture ??= () => false;
Element.prototype.setPointerCapture ??= noop;
Element.prototype.releasePointerCapture ??= noop;

export {};
