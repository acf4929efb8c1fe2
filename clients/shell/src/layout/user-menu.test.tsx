import '@testing-library/jest-dom';
import { MockLink } from '@apollo/client/testing';
import { MockedProvider } from '@apollo/client/testing/react';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { ShieldCheck } from 'lucide-react';
import { UserMenu } from './user-menu.tsx';

const viewer = { id: 'alice', email: 'alice@payloom.example', role: 'CUSTOMER' } as const;
const security = { to: '/security', label: 'Security', icon: ShieldCheck, order: 1, account: true };

test('the menu of the account opens by keyboard, at its first item, and is back at its button by Escape', async () => {
  const user = userEvent.setup();
  const { container } = render(
    <MockedProvider link={new MockLink([], { showWarnings: false })}>
      <MemoryRouter>
        <UserMenu viewer={viewer} entries={[security]} more={[]} />
      </MemoryRouter>
    </MockedProvider>,
  );
  const button = () => screen.getByRole('button', { name: 'Your account: alice@payloom.example' });
  expect(button()).toHaveAttribute('aria-haspopup', 'menu');
  expect(await accessibilityProblems(container)).toEqual([]);
  await user.tab();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(screen.getByRole('menuitem', { name: 'Security' })).toHaveFocus());
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('menu')).not.toBeInTheDocument();
  expect(button()).toHaveFocus();
});
