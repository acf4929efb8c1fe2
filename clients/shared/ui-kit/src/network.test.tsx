import '@testing-library/jest-dom';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { Button } from './button.tsx';
import { NetworkProvider } from './network.tsx';
import { PageHeader } from './page-header.tsx';
import { accessibilityProblems } from './testing/axe.ts';

function Page({ away, since, onPay }: { away: boolean; since?: Date; onPay?: () => void }) {
  return (
    <MemoryRouter>
      <NetworkProvider away={away} shownSince={() => since}>
        <PageHeader title="Payments" />
        <Button needsNetwork onClick={onPay}>
          Pay
        </Button>
      </NetworkProvider>
    </MemoryRouter>
  );
}

test('a page says nothing while the network is there', () => {
  render(<Page away={false} />);
  expect(screen.getByRole('status')).toBeEmptyDOMElement();
  expect(screen.getByRole('button', { name: 'Pay' })).not.toHaveAttribute('aria-disabled');
});

test('a page says since when it is as it is while the network is away, and forgets it by itself', async () => {
  const since = new Date('2026-11-28T12:03:00');
  const { rerender, container } = render(<Page away since={since} />);
  expect(await screen.findByText(/as it was loaded at/)).toBeInTheDocument();
  expect(screen.getByRole('status').querySelector('time')).toHaveAttribute('datetime', since.toISOString());
  expect(await accessibilityProblems(container)).toEqual([]);
  rerender(<Page away={false} />);
  expect(screen.getByRole('status')).toBeEmptyDOMElement();
});

test('what needs the network waits with a reason, and can be reached to read it', async () => {
  const user = userEvent.setup();
  let paid = 0;
  render(<Page away onPay={() => (paid += 1)} />);
  const pay = screen.getByRole('button', { name: 'Pay' });
  expect(pay).toHaveAccessibleDescription('This needs the network, which is away at the moment.');
  await user.click(pay);
  expect(paid).toBe(0);
  expect(pay).toHaveFocus();
});
