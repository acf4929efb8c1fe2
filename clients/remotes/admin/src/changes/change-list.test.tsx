import '@testing-library/jest-dom';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ChangeList } from './change-list.tsx';

test('shows what changed in words, and what stayed the same on demand', async () => {
  const user = userEvent.setup();
  const { container } = render(
    <ChangeList
      before={{ dailyLimit: { amountMinor: 50_000, currency: 'EUR' }, isOpen: true, locale: 'en' }}
      after={{ dailyLimit: { amountMinor: 75_000, currency: 'EUR' }, isOpen: false, locale: 'en' }}
    />,
  );
  const limit = within(screen.getByRole('row', { name: /Daily limit/ }));
  expect(limit.getAllByRole('cell').map(({ textContent }) => textContent)).toEqual([
    '500.00 EUR',
    '750.00 EUR',
  ]);
  expect(screen.getByRole('row', { name: 'Is open Yes No' })).toBeInTheDocument();
  expect(screen.queryByRole('row', { name: /Locale/ })).not.toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Show what stayed the same (1)' }));
  expect(screen.getByRole('row', { name: 'Locale en en' })).toBeInTheDocument();
  expect(await accessibilityProblems(container)).toEqual([]);
});

test('shows what an event says where there is no before', () => {
  const at = '2026-11-22T10:00:00.000Z';
  render(<ChangeList before={null} after={{ at, phone: null, tags: ['a', 'b'], note: '<b>bold</b>' }} />);
  expect(screen.getByRole('columnheader', { name: 'Value' })).toBeInTheDocument();
  expect(screen.queryByRole('columnheader', { name: 'Before' })).not.toBeInTheDocument();
  expect(screen.getByRole('row', { name: /^At/ }).querySelector('time')).toHaveAttribute('datetime', at);
  expect(screen.getByRole('row', { name: 'Phone Nothing' })).toBeInTheDocument();
  expect(screen.getByRole('row', { name: 'Tags ["a","b"]' })).toBeInTheDocument();
  expect(screen.getByText('<b>bold</b>')).toBeInTheDocument();
});

test('says so where nothing changed, and where the event tells nothing', () => {
  const { rerender } = render(<ChangeList before={{ locale: 'en' }} after={{ locale: 'en' }} />);
  expect(screen.getByText('Nothing changed.')).toBeInTheDocument();
  rerender(<ChangeList before={null} after={null} />);
  expect(screen.getByText('The event tells nothing more.')).toBeInTheDocument();
});
