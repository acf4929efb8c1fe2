import { jest } from '@jest/globals';
import { sharedSockets, socketsOf } from './shared-sockets.ts';

class OwnSocket {
  readonly url: string;
  constructor(url: string) {
    this.url = url;
  }
}

type Sockets = new (url: string, protocol: string) => object;
const isClass = (value: unknown): value is Sockets => typeof value === 'function';

it('opens the hub with the first socket, and asks once for one that there is not', () => {
  const open = jest.fn(() => undefined);
  const Shared = socketsOf(open, OwnSocket);
  expect(open).not.toHaveBeenCalled();
  if (!isClass(Shared)) throw new Error('It is no class.');
  expect(new Shared('ws://localhost/one', 'graphql')).toEqual(new OwnSocket('ws://localhost/one'));
  expect(new Shared('ws://localhost/two', 'graphql')).toBeInstanceOf(OwnSocket);
  expect(open).toHaveBeenCalledTimes(1);
});

it('leaves a hub alone that would never hear of the end of this tab', async () => {
  class Hub extends EventTarget {
    readonly port = Object.assign(new EventTarget(), {
      postMessage: () => undefined,
      start: () => undefined,
    });
  }
  const request = () => Promise.reject(new DOMException('The request was denied.', 'SecurityError'));
  Object.assign(globalThis, { SharedWorker: Hub, WebSocket: OwnSocket });
  Object.defineProperty(navigator, 'locks', { configurable: true, value: { request } });
  const Shared = sharedSockets();
  if (!isClass(Shared)) throw new Error('It is no class.');
  const closed = new Promise<number>((resolve) => {
    const onclose = ({ code }: { code: number }): void => resolve(code);
    Object.assign(new Shared('ws://localhost/first', 'graphql'), { onclose });
  });
  expect(await closed).toBe(1006);
  expect(new Shared('ws://localhost/next', 'graphql')).toEqual(new OwnSocket('ws://localhost/next'));
});
