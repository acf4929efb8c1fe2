import { areaOf, eventTypeWords } from './event-type-words.ts';

test.each([
  ['payments.top-up.completed', 'Top-up completed'],
  ['auth.user.registered', 'User registered'],
  ['admin.audit-entry.added', 'Audit entry added'],
  ['odd', 'Odd'],
])('%s reads "%s"', (eventType, words) => {
  expect(eventTypeWords(eventType)).toBe(words);
});

test('an event of a part that is not known belongs to the others', () => {
  expect(areaOf('payments.payment.created')).toBe('payments');
  expect(areaOf('weather.rain.fell')).toBe('other');
});
