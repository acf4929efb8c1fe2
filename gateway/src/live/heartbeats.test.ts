import { EventEmitter } from 'node:events';
import { jest } from '@jest/globals';
import { heartbeatEveryMs, Heartbeats, type WatchedSocket } from './heartbeats.ts';

class FakeSocket extends EventEmitter implements WatchedSocket {
  pings = 0;
  isTerminated = false;
  answers = false;

  ping(): void {
    this.pings += 1;
    if (this.answers) this.emit('pong');
  }

  terminate(): void {
    this.isTerminated = true;
    this.emit('close');
  }
}

function watched(heartbeats: Heartbeats, answers: boolean): FakeSocket {
  const socket = new FakeSocket();
  socket.answers = answers;
  heartbeats.watch(socket);
  return socket;
}

const rounds = (count: number) => jest.advanceTimersByTime(count * heartbeatEveryMs);

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('a socket', () => {
  it('stays while its client answers pings', () => {
    const socket = watched(new Heartbeats(), true);
    rounds(100);
    expect(socket.isTerminated).toBe(false);
    expect(socket.pings).toBeGreaterThan(40);
  });

  it.each(['message', 'ping'])('is not pinged while its client speaks by itself: a %s', (event) => {
    const socket = watched(new Heartbeats(), false);
    for (let times = 0; times < 100; times += 1) {
      socket.emit(event);
      rounds(0.9);
    }
    expect([socket.pings, socket.isTerminated]).toEqual([0, false]);
  });

  it('is ended where nothing is said for two rounds', () => {
    const socket = watched(new Heartbeats(), false);
    rounds(1);
    expect([socket.pings, socket.isTerminated]).toEqual([1, false]);
    rounds(1);
    expect([socket.pings, socket.isTerminated]).toEqual([1, true]);
  });

  it('is ended where its client falls silent after it has spoken', () => {
    const socket = watched(new Heartbeats(), true);
    rounds(10);
    socket.answers = false;
    rounds(3);
    expect(socket.isTerminated).toBe(true);
  });
});

describe('many sockets', () => {
  it('that come together are pinged a few at a time', () => {
    const heartbeats = new Heartbeats();
    const sockets = Array.from({ length: 480 }, () => watched(heartbeats, true));
    const pinged = () => sockets.reduce((sum, { pings }) => sum + pings, 0);
    let before = 0;
    for (let step = 0; step < 48; step += 1) {
      rounds(1 / 48);
      expect(pinged() - before).toBe(10);
      before = pinged();
    }
    expect(sockets.every(({ pings }) => pings === 1)).toBe(true);
  });

  it('leave nothing behind that wakes the process when they have gone', () => {
    const heartbeats = new Heartbeats();
    const [one, other] = [watched(heartbeats, true), watched(heartbeats, true)];
    one?.emit('close');
    expect(jest.getTimerCount()).toBe(1);
    other?.emit('close');
    expect(jest.getTimerCount()).toBe(0);
    const next = watched(heartbeats, false);
    rounds(2);
    expect(next.isTerminated).toBe(true);
  });
});
