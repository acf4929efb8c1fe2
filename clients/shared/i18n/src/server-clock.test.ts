import { learnTime, serverNow } from './server-clock.ts';

const hourMs = 3_600_000;
const learn = (offMs: number): void => learnTime(new Date(Date.now() - offMs).toUTCString(), Date.now());
/** Answers say when they are to the second, and this takes its own time. */
const isOffBy = (ms: number): boolean => Math.abs(Date.now() - serverNow() - ms) < 60_000;

afterEach(() => learn(0));

test('it is as late as the machine says until an answer says otherwise', () => {
  learnTime(null, Date.now());
  learnTime('no date', Date.now());
  expect(isOffBy(0)).toBe(true);
});

test.each([2 * hourMs, -hourMs])('a machine that is off by %d ms is put right', (offMs) => {
  learn(offMs);
  expect(isOffBy(offMs)).toBe(true);
});

test('a slow answer puts no clock wrong', () => {
  learn(8_000);
  expect(Date.now() - serverNow()).toBeLessThan(4_000);
});

test('a clock that was put right itself is believed again', () => {
  learn(hourMs);
  learn(0);
  expect(isOffBy(0)).toBe(true);
});

test.each([
  ['that was read long after it came, as in a page that was held still', hourMs],
  ['over which the clock was put back', -hourMs],
])('an answer %s says nothing', (_case, waitedMs) => {
  learn(2 * hourMs);
  learnTime(new Date().toUTCString(), Date.now() - waitedMs);
  expect(isOffBy(2 * hourMs)).toBe(true);
});
