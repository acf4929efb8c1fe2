import { jest } from '@jest/globals';
import { socketsOf } from './shared-sockets.ts';

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
