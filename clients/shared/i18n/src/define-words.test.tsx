import '@testing-library/jest-dom';
import { act, render, screen } from '@testing-library/react';
import { defineWords } from './define-words.ts';
import { useFormats } from './formats.ts';
import { adoptPreferences, chooseLanguage } from './region.ts';
import { say } from './wording.ts';

const useWords = defineWords({
  en: {
    title: 'Payments',
    sum: '{count, plural, one {# payment} other {# payments}}',
    status: { PENDING: 'Pending' },
    hint: 'Look at <b>{name}</b>',
  },
  de: {
    title: 'Zahlungen',
    sum: '{count, plural, one {# Zahlung} other {# Zahlungen}}',
    status: { PENDING: 'Ausstehend' },
    hint: '<b>{name}</b> ansehen',
  },
});

function Page() {
  const t = useWords();
  const formats = useFormats();
  return (
    <>
      <h1>{t('title')}</h1>
      <p>{t('sum', { count: 1200 })}</p>
      <p>{t('status.PENDING')}</p>
      <p>{t.rich('hint', { name: 'Bob', b: (text) => <strong>{text}</strong> })}</p>
      <time>
        {formats.dateTime(new Date('2026-11-22T23:30:00Z'), { dateStyle: 'long', timeStyle: 'short' })}
      </time>
    </>
  );
}

afterEach(() =>
  act(() => {
    adoptPreferences(undefined);
    chooseLanguage('en');
  }),
);

it('says the words of the language of the page, and follows it', () => {
  render(<Page />);
  expect(screen.getByRole('heading')).toHaveTextContent('Payments');
  expect(screen.getByText('1,200 payments')).toBeVisible();
  act(() => chooseLanguage('de'));
  expect(screen.getByRole('heading')).toHaveTextContent('Zahlungen');
  expect(screen.getByText('1.200 Zahlungen')).toBeVisible();
  expect(screen.getByText('Ausstehend')).toBeVisible();
  expect(screen.getByText('Bob').tagName).toBe('STRONG');
});

it('writes numbers and times as the viewer’s region does', () => {
  render(<Page />);
  act(() => adoptPreferences({ locale: 'de-CH', timeZone: 'Asia/Tokyo' }));
  expect(screen.getByText(/^1[’']200 Zahlungen$/)).toBeVisible();
  expect(screen.getByText(/23\. November 2026/)).toHaveTextContent('08:30');
});

it('says outside of components what was kept for later in the language of then', () => {
  const label = useWords.later('title');
  expect(say(label)).toBe('Payments');
  act(() => chooseLanguage('de'));
  expect(say(label)).toBe('Zahlungen');
  expect(useWords.now()('sum', { count: 1 })).toBe('1 Zahlung');
});
