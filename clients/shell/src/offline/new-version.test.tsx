import '@testing-library/jest-dom';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { jest } from '@jest/globals';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { newVersion } from './new-version-offer.ts';
import { NewVersion } from './new-version.tsx';
import { watchUnfinished } from './unfinished.ts';

function show() {
  const shown = render(
    <>
      <NewVersion />
      <form aria-label="Payment">
        <label>
          Amount <input name="amount" />
        </label>
      </form>
    </>,
  );
  return { ...shown, user: userEvent.setup() };
}

const banner = () => screen.getByRole('status', { name: 'New version' });
const press = (name: string) => screen.getByRole('button', { name });

beforeAll(() => watchUnfinished());
afterEach(() => act(() => newVersion.decline()));

test('nothing is said while there is none', () => {
  show();
  expect(banner()).toBeEmptyDOMElement();
});

test('a new version waits until somebody takes it', async () => {
  const take = jest.fn();
  const { user, container } = show();
  act(() => newVersion.offer(take));
  expect(banner()).toHaveTextContent('A new version of Payloom is ready.');
  expect(await accessibilityProblems(container)).toEqual([]);
  expect(take).not.toHaveBeenCalled();
  await user.click(press('Reload'));
  expect(take).toHaveBeenCalledTimes(1);
});

test('who declines hears nothing more of it, but of the next one', async () => {
  const { user } = show();
  act(() => newVersion.offer(() => undefined));
  await user.click(press('Later'));
  expect(banner()).toBeEmptyDOMElement();
  act(() => newVersion.offerAsWell(() => undefined));
  expect(banner()).toHaveTextContent('A new version');
});

test('a form that somebody writes into is asked about once more, and kept until then', async () => {
  const take = jest.fn();
  const { user } = show();
  await user.type(screen.getByLabelText('Amount'), '12.00');
  act(() => newVersion.offer(take));
  await user.click(press('Reload'));
  expect(take).not.toHaveBeenCalled();
  expect(banner()).toHaveTextContent('What you have filled in on this page would be lost.');
  expect(screen.getByLabelText('Amount')).toHaveValue('12.00');
  await user.click(press('Reload anyway'));
  expect(take).toHaveBeenCalledTimes(1);
});

test('what was emptied again is nothing to lose', async () => {
  const take = jest.fn();
  const { user } = show();
  await user.type(screen.getByLabelText('Amount'), '12');
  await user.clear(screen.getByLabelText('Amount'));
  act(() => newVersion.offer(take));
  await user.click(press('Reload'));
  expect(take).toHaveBeenCalledTimes(1);
});

test('the way of a worker is kept when a remote is released as well', async () => {
  const byWorker = jest.fn();
  const plainly = jest.fn();
  const { user } = show();
  act(() => newVersion.offer(byWorker));
  act(() => newVersion.offerAsWell(plainly));
  await user.click(press('Reload'));
  expect(byWorker).toHaveBeenCalledTimes(1);
  expect(plainly).not.toHaveBeenCalled();
});
