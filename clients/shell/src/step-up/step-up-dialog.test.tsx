import '@testing-library/jest-dom';
import { MockLink } from '@apollo/client/testing';
import { MockedProvider } from '@apollo/client/testing/react';
import { jest } from '@jest/globals';
import { createCache } from '@payloom/apollo-client/cache';
import { session } from '@payloom/session/session';
import { stepUp } from '@payloom/session/step-up';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ConfirmItIsMeDocument, StepUpWaysDocument } from './__generated__/confirm-it-is-me.ts';
import { StepUpDialog } from './step-up-dialog.tsx';

const refresh = jest.spyOn(session, 'refresh').mockResolvedValue('token');

function ask(...answers: object[]) {
  return askFor({ totpOn: false, passkeys: [] }, { password: 'correct horse' }, ...answers);
}

/** Asks somebody who has so much, and expects them to show so much. */
function askFor(has: { totpOn: boolean; passkeys: object[] }, input: object, ...answers: object[]) {
  const request = { query: ConfirmItIsMeDocument, variables: { input } };
  const ways = {
    request: { query: StepUpWaysDocument },
    result: { data: { viewer: { __typename: 'User', id: 'alice', ...has } } },
  };
  const mocks: MockLink.MockedResponse[] = [
    ways,
    ...answers.map((confirmItIsMe) => ({ request, result: { data: { confirmItIsMe } } })),
  ];
  render(
    <MockedProvider link={new MockLink(mocks, { showWarnings: false })} cache={createCache()}>
      <StepUpDialog />
    </MockedProvider>,
  );
  let answer: Promise<boolean> = Promise.resolve(false);
  act(() => {
    answer = stepUp.ask();
  });
  return { answer, user: userEvent.setup() };
}
const confirm = async (user: ReturnType<typeof userEvent.setup>) => {
  await user.type(await screen.findByLabelText('Password', { selector: 'input' }), 'correct horse');
  await user.click(screen.getByRole('button', { name: 'Confirm' }));
};
const itIsYou = { __typename: 'ItIsYou', confirmedAt: '2026-11-28T12:00:00Z' };
const wrong = { __typename: 'WrongPassword', message: 'Wrong.' };

test('asks for the password, gets a token that tells so, and goes', async () => {
  const { answer, user } = ask(itIsYou);
  expect(await accessibilityProblems(await screen.findByRole('dialog'))).toEqual([]);
  await confirm(user);
  expect(await answer).toBe(true);
  expect(refresh).toHaveBeenCalledTimes(1);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('says at the password that it is wrong, and lets another be tried', async () => {
  const { answer, user } = ask(wrong, itIsYou);
  await confirm(user);
  expect(await screen.findByText('That is not your password.')).toBeVisible();
  expect(screen.getByLabelText('Password', { selector: 'input' })).toBeInvalid();
  await user.click(screen.getByRole('button', { name: 'Confirm' }));
  expect(await answer).toBe(true);
});

test('asks for patience after too many', async () => {
  const { answer, user } = ask({ __typename: 'TooManyAttempts', message: 'Too many.' });
  await confirm(user);
  expect(await screen.findByText(/There were too many wrong attempts/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(await answer).toBe(false);
});

test('sends nothing without a password, and takes a no by the Escape key', async () => {
  const { answer, user } = ask();
  await user.click(await screen.findByRole('button', { name: 'Confirm' }));
  expect(await screen.findByText('Enter your password.')).toBeVisible();
  await user.keyboard('{Escape}');
  expect(await answer).toBe(false);
});

test('takes a code of the app from who has one, and goes back to the password', async () => {
  const has = { totpOn: true, passkeys: [] };
  const wrongCode = { __typename: 'WrongCode', message: 'Wrong.' };
  const { answer, user } = askFor(has, { code: '123456' }, wrongCode, itIsYou);
  await user.click(await screen.findByRole('button', { name: 'Use a code of your app' }));
  await user.click(screen.getByRole('button', { name: 'Confirm' }));
  expect(await screen.findByText('Enter the code that your app shows.')).toBeVisible();
  await user.type(screen.getByLabelText('Code of your app'), '123456');
  await user.click(screen.getByRole('button', { name: 'Confirm' }));
  expect(await screen.findByText(/That code is wrong/)).toBeVisible();
  expect(await accessibilityProblems(await screen.findByRole('dialog'))).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Use your password' }));
  expect(screen.getByLabelText('Password', { selector: 'input' })).toHaveValue('');
  await user.click(screen.getByRole('button', { name: 'Use a code of your app' }));
  await user.type(screen.getByLabelText('Code of your app'), '123456');
  await user.click(screen.getByRole('button', { name: 'Confirm' }));
  expect(await answer).toBe(true);
});

test('offers no passkey in a browser that has none, whatever the account has', async () => {
  const { answer, user } = askFor({ totpOn: true, passkeys: [{ __typename: 'Passkey', id: 'p1' }] }, {});
  expect(await screen.findByRole('button', { name: 'Use a code of your app' })).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Use a passkey' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(await answer).toBe(false);
});
