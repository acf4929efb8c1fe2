import { jest } from '@jest/globals';
import { alone } from './alone.ts';

const request = jest.fn<(name: string, task: () => Promise<unknown>) => Promise<unknown>>();
Object.defineProperty(navigator, 'locks', { configurable: true, value: { request } });

afterEach(() => request.mockReset());

it('runs what it is given while it has the lock', async () => {
  request.mockImplementation((_name, task) => task());
  expect(await alone(async () => 'done')).toBe('done');
  expect(request).toHaveBeenCalledTimes(1);
});

it('runs it without one where the browser gives none', async () => {
  request.mockRejectedValue(new DOMException('The request was denied.', 'SecurityError'));
  expect(await alone(async () => 'done')).toBe('done');
});

it('does not run again what has failed', async () => {
  request.mockImplementation((_name, task) => task());
  const task = jest.fn(() => Promise.reject(new Error('The server is away.')));
  await expect(alone(task)).rejects.toThrow('The server is away.');
  expect(task).toHaveBeenCalledTimes(1);
});
