import '@testing-library/jest-dom';
import { render, screen } from '@testing-library/react';
import { learnTime } from '@payloom/i18n/server-clock';
import { formatRelativeTime, RelativeTime } from './relative-time.tsx';

const now = new Date('2026-11-22T12:00:00Z');
const before = (seconds: number): Date => new Date(now.getTime() - seconds * 1000);

afterEach(() => learnTime(new Date().toUTCString(), Date.now()));

test.each([
  [0, 'just now'],
  [14, 'just now'],
  [30, '30 seconds ago'],
  [61, '1 minute ago'],
  [3_599, '59 minutes ago'],
  [7_200, '2 hours ago'],
  [86_400, 'yesterday'],
  [6 * 86_400, '6 days ago'],
  [8 * 86_400, 'Nov 14, 2026'],
  [-120, 'in 2 minutes'],
])('%d seconds back reads "%s"', (seconds, words) => {
  expect(formatRelativeTime(before(seconds), now, 'en')).toBe(words);
});

test('the exact moment is told on hover and to machines', () => {
  render(<RelativeTime value="2020-02-03T04:05:06.000Z" />);
  const time = screen.getByText('Feb 3, 2020');
  expect(time).toHaveAttribute('datetime', '2020-02-03T04:05:06.000Z');
  expect(time.title).toMatch(/February \d+, 2020 at .*:05:06/);
});

test('a moment is seen from the server’s now, however wrong the clock of this machine is', () => {
  const twoHoursMs = 7_200_000;
  const serverNow = new Date(Date.now() + twoHoursMs);
  learnTime(serverNow.toUTCString(), Date.now());
  // A page may be a tick of ten seconds behind.
  render(<RelativeTime value={new Date(serverNow.getTime() - 90_000).toISOString()} />);
  expect(screen.getByText('1 minute ago')).toBeInTheDocument();
});

test('what has just happened is never in the future', () => {
  render(<RelativeTime value={new Date(Date.now() + 30).toISOString()} />);
  expect(screen.getByText('just now')).toBeInTheDocument();
});
