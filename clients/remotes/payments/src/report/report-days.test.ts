import { everyDay } from './report-days.ts';

test('days without payments are there, over the end of a month', () => {
  const days = everyDay([{ date: '2027-03-01', sentMinor: 5, receivedMinor: 7 }], '2027-02-27', '2027-03-02');
  expect(days).toEqual([
    { at: new Date(2027, 1, 27), inMinor: 0, outMinor: 0 },
    { at: new Date(2027, 1, 28), inMinor: 0, outMinor: 0 },
    { at: new Date(2027, 2, 1), inMinor: 7, outMinor: 5 },
    { at: new Date(2027, 2, 2), inMinor: 0, outMinor: 0 },
  ]);
});
