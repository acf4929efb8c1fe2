import { configure } from '@testing-library/dom';

// jsdom lacks the few browser functions that Radix calls when a list opens. Jest runs this before each test file of the clients.

const noop = (): void => {};

class StillResizeObserver implements ResizeObserver {
  observe = noop;
  unobserve = noop;
  disconnect = noop;
}

// jsdom has the function, and says of each call that it does nothing.
if (typeof document !== 'undefined') globalThis.scrollTo = noop;
globalThis.ResizeObserver ??= StillResizeObserver;
// A client's build configuration is tested in Node, where there is no page at all.
if (typeof Element !== 'undefined') {
  Element.prototype.scrollIntoView ??= noop;
  Element.prototype.hasPointerCapture ??= () => false;
  Element.prototype.setPointerCapture ??= noop;
  Element.prototype.releasePointerCapture ??= noop;
}

// What is waited for comes within milliseconds, unless the machine is busy with other test files.
configure({ asyncUtilTimeout: 5_000 });
