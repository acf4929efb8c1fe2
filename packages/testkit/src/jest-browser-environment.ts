import { TestEnvironment } from 'jest-environment-jsdom';

/** What every browser has, Node too, and jsdom not. A Request wants the AbortSignal of its own kind. */
const fromNode = {
  AbortController,
  AbortSignal,
  BroadcastChannel,
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
  }
}
