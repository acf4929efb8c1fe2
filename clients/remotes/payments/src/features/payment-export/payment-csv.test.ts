import { payment, paymentId } from '../../testing/payments.ts';
import { paymentCsv } from './payment-csv.ts';

const at = '2026-11-27T12:00:00.000Z';
const lineOf = (options: Parameters<typeof payment>[0]): string =>
  paymentCsv([payment({ createdAt: at, ...options })]).split('\r\n')[1] ?? '';

test('a payment is a line below the header, its amount to be read by programs', () => {
  expect(paymentCsv([])).toBe('Reference,Made at,Status,Direction,From,To,Amount,Refunded,Currency,Note\r\n');
  expect(lineOf({ nth: 7, amountMinor: 123_450, refundedMinor: 5, note: 'Rent' })).toBe(
    `${paymentId(7)},${at},COMPLETED,SENT,Alice Meyer (a•••@payloom.example),Bob Vendor (b•••@payloom.example),1234.50,0.05,EUR,Rent`,
  );
});

test.each([
  ['Rent, May', '"Rent, May"'],
  ['a "good" one', '"a ""good"" one"'],
  ['two\nlines', '"two\nlines"'],
  ['=HYPERLINK("http://evil.example")', `"'=HYPERLINK(""http://evil.example"")"`],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
])('the note %j is text and nothing else: %s', (note, written) => {
  expect(lineOf({ note }).endsWith(`,EUR,${written}`)).toBe(true);
});
