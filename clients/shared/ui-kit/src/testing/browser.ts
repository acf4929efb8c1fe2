// jsdom lacks the few browser functions that Radix calls when a list opens. Jest runs this before each test file of the clients.

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
