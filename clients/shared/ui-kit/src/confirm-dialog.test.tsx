import '@testing-library/jest-dom';
import { jest } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Button } from './button.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { NetworkProvider } from './network.tsx';
import { accessibilityProblems } from './testing/axe.ts';

async function ask() {
  const onConfirm = jest.fn();
  const user = userEvent.setup();
  const words = { title: 'Remove the key?', meaning: 'It opens nothing then.', keep: 'Keep it' };
  const { baseElement } = render(
    <ConfirmDialog {...words} confirm="Remove it" destructive onConfirm={onConfirm}>
      <Button>Remove</Button>
    </ConfirmDialog>,
  );
  await user.click(screen.getByRole('button', { name: 'Remove' }));
  expect(screen.getByRole('dialog', { name: words.title })).toHaveAccessibleDescription(words.meaning);
  return { onConfirm, user, baseElement };
}

const expectClosed = () => {
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Remove' })).toHaveFocus();
};

test('what is confirmed is done once, and the dialog is closed', async () => {
  const { onConfirm, user, baseElement } = await ask();
  expect(await accessibilityProblems(baseElement)).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Remove it' }));
  expect(onConfirm).toHaveBeenCalledTimes(1);
  expectClosed();
});

test.each([
  [
    'a click on "Keep it"',
    async (user: ReturnType<typeof userEvent.setup>) =>
      user.click(screen.getByRole('button', { name: 'Keep it' })),
  ],
  ['Escape', async (user: ReturnType<typeof userEvent.setup>) => user.keyboard('{Escape}')],
])('nothing is done after %s', async (_way, leave) => {
  const { onConfirm, user } = await ask();
  await leave(user);
  expect(onConfirm).not.toHaveBeenCalled();
  expectClosed();
});

test.each([
  ['waits for it', {}, 0],
  ['is done where it needs none', { needsNetwork: false }, 1],
])('without a network what is confirmed %s', async (_what, needs, times) => {
  const onConfirm = jest.fn();
  const user = userEvent.setup();
  render(
    <NetworkProvider away shownSince={() => undefined}>
      <ConfirmDialog
        title="Forget it?"
        meaning="It is forgotten."
        keep="Keep it"
        confirm="Forget it"
        {...needs}
        onConfirm={onConfirm}
      >
        <Button>Forget</Button>
      </ConfirmDialog>
    </NetworkProvider>,
  );
  await user.click(screen.getByRole('button', { name: 'Forget' }));
  await user.click(screen.getByRole('button', { name: 'Forget it' }));
  expect(onConfirm).toHaveBeenCalledTimes(times);
});
