import { rank } from './rank.ts';

test.each([
  ['Keyboard shortcuts', 'key', 1],
  ['Keyboard shortcuts', 'short', 0.5],
  ['Keyboard shortcuts', 'shortcuts key', 0.5],
  ['Keyboard shortcuts', 'by keyboard', 0],
  ['Audit log', 'ali', 0],
  ['Übersicht', 'ubers', 1],
  ['Theme: Dark', 'dark', 0.5],
  ['Payments', '', 1],
])('%s answers "%s" by %d', (label, typed, expected) => {
  expect(rank(label, typed)).toBe(expected);
});
