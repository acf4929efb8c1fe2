import { jest } from '@jest/globals';
import { openChannel } from './channel.ts';

/** Reaches every other of the same name, as the browser's does. */
class LoopbackChannel extends EventTarget {
  static readonly open = new Set<LoopbackChannel>();
  readonly name: string;
  constructor(name: string) {
    super();
    this.name = name;
    LoopbackChannel.open.add(this);
  }
  postMessage(data: unknown): void {
    for (const other of LoopbackChannel.open) {
      if (other !== this && other.name === this.name)
        other.dispatchEvent(new MessageEvent('message', { data }));
    }
  }
  close(): void {
    LoopbackChannel.open.delete(this);
  }
}

describe('with a BroadcastChannel', () => {
  beforeEach(() => Object.assign(globalThis, { BroadcastChannel: LoopbackChannel }));
  afterEach(() => LoopbackChannel.open.clear());

  it('tells the other tabs and not itself', () => {
    const [here, there] = [openChannel(), openChannel()];
    const heard = jest.fn();
    const echo = jest.fn();
    there.subscribe(heard);
    here.subscribe(echo);
    here.post({ type: 'signed-in', viewerId: 'alice' });
    expect(heard).toHaveBeenCalledWith({ type: 'signed-in', viewerId: 'alice' });
    expect(echo).not.toHaveBeenCalled();
  });

  it('passes over what it does not know', () => {
    const heard = jest.fn();
    openChannel().subscribe(heard);
    const foreign = new LoopbackChannel('payloom');
    for (const message of [{ type: 'from-the-future' }, { type: 'signed-in' }, 'signed-out', null]) {
      foreign.postMessage(message);
    }
    expect(heard).not.toHaveBeenCalled();
  });

  it('is silent after it was left or closed', () => {
    const [here, there] = [openChannel(), openChannel()];
    const heard = jest.fn();
    const leave = there.subscribe(heard);
    leave();
    here.post({ type: 'signed-out' });
    there.subscribe(heard);
    there.close();
    here.post({ type: 'signed-out' });
    expect(heard).not.toHaveBeenCalled();
  });
});

it('does without where the browser has none', () => {
  Object.assign(globalThis, { BroadcastChannel: undefined });
  const channel = openChannel();
  expect(() => channel.post({ type: 'signed-out' })).not.toThrow();
  channel.close();
});
