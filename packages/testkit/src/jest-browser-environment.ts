import { TestEnvironment } from 'jest-environment-jsdom';

/** A channel that a module opens for good would keep the test run from ending. */
class RestingBroadcastChannel extends BroadcastChannel {
  constructor(name: string) {
    super(name);
    if ('unref' in this && typeof this.unref === 'function') this.unref();
  }
}

/** What every browser has, Node too, and jsdom not. A Request wants the AbortSignal of its own kind. */
const fromNode = {
  AbortController,
  AbortSignal,
  BroadcastChannel: RestingBroadcastChannel,
  Headers,
  ReadableStream,
  Request,
  Response,
  TextDecoder,
  TextDecoderStream,
  TextEncoder,
  TextEncoderStream,
  TransformStream,
  WritableStream,
  fetch,
  structuredClone,
};

/** Jest's environment for the clients: jsdom, completed where it lacks what browsers have. */
export default class BrowserEnvironment extends TestEnvironment {
  constructor(...parts: ConstructorParameters<typeof TestEnvironment>) {
    super(...parts);
    Object.assign(this.global, fromNode);
    // That of jsdom has no digests.
    Object.defineProperty(this.global, 'crypto', { configurable: true, value: crypto });
  }
}
