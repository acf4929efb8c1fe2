import { linesOf, type Point } from './history.ts';

const point = (waiting: number | null, handledPerMinute: number | null = 0): Point => ({
  from: '2026-11-27T10:00:00.000Z',
  status: 'HEALTHY',
  waiting,
  handledPerMinute,
});
const size = { width: 40, height: 12 };

test('a line goes from the ground to the top, as high as its highest figure', () => {
  const points = [point(0), point(5), point(10), point(0)];
  expect(linesOf(points, 'waiting', ['waiting'], size)).toEqual(['M5.0 11.0L15.0 6.0L25.0 1.0L35.0 11.0']);
});

test('a line is broken where nobody could say, and a step alone is still seen', () => {
  const points = [point(null), point(1), point(null), point(1), point(1)];
  expect(linesOf(points, 'waiting', ['waiting'], size)).toEqual(['M12.0 1.0h1', 'M28.0 1.0L36.0 1.0']);
  expect(linesOf([point(null)], 'waiting', ['waiting'], size)).toEqual([]);
});

test('lines of one plot have one scale', () => {
  const points = [point(5, 10), point(5, 10)];
  expect(linesOf(points, 'waiting', ['waiting', 'handledPerMinute'], size)).toEqual(['M10.0 6.0L30.0 6.0']);
});

test('what is nothing lies on the ground', () => {
  expect(linesOf([point(0), point(0)], 'waiting', ['waiting'], size)).toEqual(['M10.0 11.0L30.0 11.0']);
});
