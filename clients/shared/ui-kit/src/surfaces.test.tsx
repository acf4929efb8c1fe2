import '@testing-library/jest-dom';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Settings } from 'lucide-react';
import { MemoryRouter } from 'react-router';
import { Avatar, initialsOf } from './avatar.tsx';
import { Badge } from './badge.tsx';
import { Button } from './button.tsx';
import {
  Card,
  CardAction,
  CardContent,
  CardDescription,
  CardFooter,
  CardHeader,
  CardTitle,
} from './card.tsx';
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from './dialog.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from './dropdown-menu.tsx';
import { Money } from './money.tsx';
import { PageHeader } from './page-header.tsx';
import { StatusBadge } from './status-badge.tsx';
import { accessibilityProblems } from './testing/axe.ts';
import { Toaster, toast } from './toaster.tsx';
import { Tooltip } from './tooltip.tsx';

test('a page is headed by its title, its way back and what can be done', async () => {
  const { container } = render(
    <MemoryRouter>
      <PageHeader
        title="Payment"
        description="To Bob"
        back={{ to: '/payments', label: 'Payments' }}
        actions={<Button>Cancel</Button>}
      />
      <Card aria-label="Balance">
        <CardHeader>
          <CardTitle>Balance</CardTitle>
          <CardDescription>What can be spent now</CardDescription>
          <CardAction>
            <Badge icon={Settings}>New</Badge>
          </CardAction>
        </CardHeader>
        <CardContent>
          <Avatar name="Alice Meyer" /> <Money amountMinor={-2500} currency="EUR" />
        </CardContent>
        <CardFooter>Updated just now</CardFooter>
      </Card>
    </MemoryRouter>,
  );
  expect(screen.getByRole('heading', { level: 1, name: 'Payment' })).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Payments' })).toHaveAttribute('href', '/payments');
  expect(container).toHaveTextContent('−25.00 EUR');
  expect(await accessibilityProblems(container)).toEqual([]);
});

test.each([
  ['PENDING', 'Pending'],
  ['PROCESSING', 'Processing'],
  ['COMPLETED', 'Completed'],
  ['FAILED', 'Failed'],
  ['CANCELLED', 'Cancelled'],
] as const)('the status %s is told by a word and an icon', (status, word) => {
  const { container } = render(<StatusBadge status={status} />);
  expect(screen.getByText(word)).toBeInTheDocument();
  expect(container.querySelector('svg')).toBeInTheDocument();
});

test.each([
  ['Alice Meyer', 'AM'],
  ['alice@payloom.example', 'A'],
  ['bob.baker@payloom.example', 'BB'],
  ['Élodie', 'É'],
  ['•••', '?'],
  ['', '?'],
])('the initials of %j are %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

test('a dialog takes the focus, is named, closes by Escape and gives the focus back', async () => {
  const user = userEvent.setup();
  render(
    <Dialog>
      <DialogTrigger asChild>
        <Button>Top up</Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Top up wallet</DialogTitle>
          <DialogDescription>From your card.</DialogDescription>
        </DialogHeader>
        <DialogFooter>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
        </DialogFooter>
      </DialogContent>
    </Dialog>,
  );
  await user.click(screen.getByRole('button', { name: 'Top up' }));
  const dialog = screen.getByRole('dialog', { name: 'Top up wallet' });
  expect(dialog).toHaveAccessibleDescription('From your card.');
  expect(dialog).toContainElement(document.activeElement as HTMLElement);
  expect(await accessibilityProblems(dialog)).toEqual([]);
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Top up' })).toHaveFocus();
});

test('a menu opens and is chosen from by keyboard', async () => {
  const user = userEvent.setup();
  const chosen: string[] = [];
  render(
    <DropdownMenu>
      <DropdownMenuTrigger>Account</DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuLabel>alice@payloom.example</DropdownMenuLabel>
        <DropdownMenuItem onSelect={() => chosen.push('profile')}>Profile</DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem variant="destructive" onSelect={() => chosen.push('sign out')}>
          Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>,
  );
  await user.tab();
  await user.keyboard('{Enter}{ArrowDown}{Enter}');
  expect(chosen).toEqual(['sign out']);
});

test('a tooltip is read on focus', async () => {
  const user = userEvent.setup();
  render(
    <Tooltip label="Settings of this page">
      <Button aria-label="Settings" />
    </Tooltip>,
  );
  await user.tab();
  expect(await screen.findByRole('tooltip')).toHaveTextContent('Settings of this page');
});

test('a toast is shown from anywhere', async () => {
  render(<Toaster />);
  act(() => {
    toast.success('Profile saved');
  });
  expect(await screen.findByText('Profile saved')).toBeInTheDocument();
});
