import { dailyLimit, notice, registration } from '../../testing/settings.ts';
import { draftOf, judgeDraft, readDraft } from './setting-draft.ts';

test('a form begins with what the setting is', () => {
  expect(draftOf(registration)).toMatchObject({ isOn: true, text: '' });
  expect(draftOf(dailyLimit)).toMatchObject({ text: '1,000.50' });
  const yen = {
    ...dailyLimit,
    amount: { ...dailyLimit.amountMax, amountMinor: 5, currency: 'JPY' },
  } as const;
  expect(
    draftOf({
      ...dailyLimit,
      amount: { __typename: 'Money', amountMinor: yen.amount.amountMinor, currency: 'JPY' },
    }).text,
  ).toBe('5');
});

test.each([
  [registration, { isOn: false, text: '' }, { boolean: false }],
  [notice, { isOn: false, text: '  Back at noon. ' }, { text: 'Back at noon.' }],
  [notice, { isOn: false, text: 'x'.repeat(281) }, 'Make it shorter: 281 characters are more than 280.'],
  [dailyLimit, { isOn: false, text: '2,000.25' }, { amountMinor: 200_025 }],
  [dailyLimit, { isOn: false, text: 'much' }, 'Write the amount in digits, such as 25.00.'],
  [dailyLimit, { isOn: false, text: '0.5' }, 'At least 1.00 EUR.'],
  [dailyLimit, { isOn: false, text: '1000000000' }, 'At most 100,000,000.00 EUR.'],
])('%#: what is typed is read, or told what is wrong', (setting, typed, expected) => {
  expect(readDraft(setting, { ...typed, reason: '' })).toEqual(expected);
});

test('a change needs a reason of a length that is kept', () => {
  const draft = draftOf(registration);
  expect(judgeDraft(registration, draft)).toEqual({ reason: 'Say why: it is kept in the audit log.' });
  expect(judgeDraft(registration, { ...draft, reason: 'x'.repeat(501) })).toHaveProperty('reason');
  expect(judgeDraft(registration, { ...draft, reason: 'Robots.' })).toEqual({});
});
