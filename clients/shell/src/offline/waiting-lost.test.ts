import { leaving } from '@payloom/offline/leaving';
import { toast } from '@payloom/ui-kit/toaster';
import { jest } from '@jest/globals';
import { createWaitingLost } from './waiting-lost.ts';

const warning = jest.spyOn(toast, 'warning').mockReturnValue(undefined);
const dismiss = jest.spyOn(toast, 'dismiss').mockReturnValue(undefined);
const lostOne = { ownerId: 'alice', count: 1, left: false };

beforeEach(() => {
  localStorage.clear();
  warning.mockClear();
  dismiss.mockClear();
});

const words = () => warning.mock.calls.map(([title]) => title);

it('tells at once, and once more the next time that its owner comes in', () => {
  createWaitingLost(localStorage).lost(lostOne);
  expect(words()).toEqual(['1 payment that waited for the network was not sent']);
  // The page was opened anew meanwhile.
  const later = createWaitingLost(localStorage);
  later.cameIn('alice');
  later.cameIn('alice');
  expect(words()).toHaveLength(2);
  expect(dismiss).not.toHaveBeenCalled();
});

it('lets nobody else read it, neither on the page nor later', () => {
  const told = createWaitingLost(localStorage);
  told.lost(lostOne);
  told.cameIn('bob');
  expect(dismiss).toHaveBeenCalledTimes(1);
  told.cameIn('alice');
  expect(words()).toHaveLength(1);
  expect(localStorage).toHaveLength(0);
});

it('tells nothing to who has left, having been asked in this tab or another', async () => {
  const told = createWaitingLost(localStorage);
  told.lost({ ...lostOne, left: true });
  const stop = leaving.subscribe(() => undefined);
  const asked = leaving.ask(1);
  leaving.answer(true);
  expect(await asked).toBe(true);
  stop();
  // The server was quicker than the sign-out here.
  told.lost(lostOne);
  told.cameIn('alice');
  expect(words()).toEqual([]);
  told.lost(lostOne);
  expect(words()).toHaveLength(1);
});

it('is not disturbed by what somebody has put in its place', () => {
  localStorage.setItem('payloom.waiting-lost', '{"ownerId":7');
  createWaitingLost(localStorage).cameIn('alice');
  expect(words()).toEqual([]);
  expect(localStorage).toHaveLength(0);
});
