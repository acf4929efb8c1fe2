import '@testing-library/jest-dom';
import { jest } from '@jest/globals';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { Button } from './button.tsx';
import { useFetched, useOnDemand } from './on-demand.tsx';
import { PopoverButton } from './popover-button.tsx';
import { Select } from './select.tsx';
import { accessibilityProblems } from './testing/axe.ts';
import { Toaster } from './toaster.tsx';
import { Tooltip } from './tooltip.tsx';

beforeEach(() => void jest.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(() => jest.restoreAllMocks());

const lost = () => Promise.reject(new Error('lost'));

function Filter({ load }: { load: () => Promise<{ words: string }> }) {
  const [open, setOpen] = useState(false);
  return (
    <PopoverButton
      open={open}
      onOpenChange={setOpen}
      button={{ children: 'Amount' }}
      content={{ 'aria-label': 'Amount' }}
      load={load}
    >
      {({ words }) => <Button onClick={() => setOpen(false)}>{words}</Button>}
    </PopoverButton>
  );
}

describe('a popover that is fetched when it is opened', () => {
  test('opens at the first press of a key, holds the focus and gives it back', async () => {
    const user = userEvent.setup();
    const { container } = render(<Filter load={async () => ({ words: 'Apply' })} />);
    const button = screen.getByRole('button', { name: 'Amount', expanded: false });
    expect(button).toHaveAttribute('aria-haspopup', 'dialog');
    expect(await accessibilityProblems(container)).toEqual([]);
    await user.tab();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.getByRole('button', { name: 'Apply' })).toHaveFocus());
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Amount' })).toHaveFocus();
  });

  test('says so where it cannot be fetched, and is fetched with the next press', async () => {
    const user = userEvent.setup();
    let isLost = true;
    const load = () => (isLost ? lost() : Promise.resolve({ words: 'Apply' }));
    render(
      <>
        <Filter load={load} />
        <Toaster />
      </>,
    );
    await user.click(screen.getByRole('button', { name: 'Amount' }));
    await waitFor(() => expect(screen.getByText('This could not be opened')).toBeVisible());
    isLost = false;
    await user.click(screen.getByRole('button', { name: 'Amount' }));
    expect(await screen.findByRole('dialog', { name: 'Amount' })).toBeVisible();
  });
});

test('what is opened by state is fetched then, and closed again where it cannot be', async () => {
  const failed = jest.fn();
  function Question({ isAsked }: { isAsked: boolean }) {
    return useFetched<{ words: string }>(isAsked, lost, failed)?.words;
  }
  const { rerender } = render(<Question isAsked={false} />);
  expect(failed).not.toHaveBeenCalled();
  rerender(<Question isAsked />);
  await waitFor(() => expect(failed).toHaveBeenCalledTimes(1));
});

test('a menu learns whether a key has asked for it', async () => {
  const user = userEvent.setup();
  const Menu = ({ isByKeyboard }: { isByKeyboard: boolean }) => (isByKeyboard ? 'by key' : 'by hand');
  const fetchMenu = async () => Menu;
  function Account() {
    const { Shown, isByKeyboard, button } = useOnDemand(fetchMenu);
    return Shown ? <Shown isByKeyboard={isByKeyboard} /> : <Button {...button}>Account</Button>;
  }
  const { unmount } = render(<Account />);
  await user.click(screen.getByRole('button', { name: 'Account' }));
  expect(await screen.findByText('by hand')).toBeVisible();
  unmount();
  render(<Account />);
  await user.tab();
  await user.keyboard('{ArrowDown}');
  expect(await screen.findByText('by key')).toBeVisible();
});

test('a select opens as one begins to type, on what is chosen, and is a select before', async () => {
  const user = userEvent.setup();
  const options = [
    { value: 'any', label: 'Any status' },
    { value: 'failed', label: 'Failed' },
  ];
  const { container } = render(<Select aria-label="Status" options={options} value="failed" />);
  const select = screen.getByRole('combobox', { name: 'Status', expanded: false });
  expect(select).toHaveTextContent('Failed');
  expect(await accessibilityProblems(container)).toEqual([]);
  select.focus();
  await user.keyboard('f');
  await waitFor(() => expect(screen.getByRole('option', { name: 'Failed' })).toHaveFocus());
});

test('a tooltip comes with a pointer that rests, without taking the focus from where it is', async () => {
  const user = userEvent.setup();
  render(
    <>
      <input aria-label="Note" />
      <Tooltip label="Changes appear here by themselves.">
        <button type="button">Live</button>
      </Tooltip>
    </>,
  );
  await user.click(screen.getByRole('textbox'));
  await user.hover(screen.getByRole('button', { name: 'Live' }));
  expect(await screen.findByRole('tooltip')).toHaveTextContent('Changes appear here by themselves.');
  expect(screen.getByRole('textbox')).toHaveFocus();
});
