import '@testing-library/jest-dom';
import { MockLink } from '@apollo/client/testing';
import { MockedProvider } from '@apollo/client/testing/react';
import { createCache } from '@payloom/apollo-client/cache';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { Toaster } from '@payloom/ui-kit/toaster';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SendEmailVerificationDocument, ViewerEmailVerifiedDocument } from './__generated__/email-notice.ts';
import { EmailNotice } from './email-notice.tsx';

const email = 'alice@payloom.example';

type Given = Pick<MockLink.MockedResponse, 'result' | 'error'>;

const verified = (emailVerified: boolean): Given => ({
  result: { data: { viewer: { __typename: 'User', id: 'alice', email, emailVerified } } },
});

function show(states: readonly Given[], sent: Given = {}) {
  const link = new MockLink(
    [
      ...states.map((state) => ({ request: { query: ViewerEmailVerifiedDocument }, ...state })),
      { request: { query: SendEmailVerificationDocument }, ...sent },
    ],
    { showWarnings: false },
  );
  return render(
    <MockedProvider link={link} cache={createCache()}>
      <>
        <EmailNotice />
        <Toaster />
      </>
    </MockedProvider>,
  );
}
const notice = () => screen.getByRole('status', { name: 'Email address' });

test('reminds who has not confirmed their email, and goes when they come back from their mail', async () => {
  const { container } = show([verified(false), verified(true)]);
  expect(await screen.findByText(/the link that we mailed to alice@payloom\.example/)).toBeVisible();
  expect(await accessibilityProblems(container)).toEqual([]);
  fireEvent.focus(window);
  await waitFor(() => expect(notice()).toBeEmptyDOMElement());
});

test('is nothing for who has confirmed it, nor where it cannot be had', async () => {
  const { unmount } = show([verified(true)]);
  await waitFor(() => expect(notice()).toBeEmptyDOMElement());
  unmount();
  show([{ error: new Error('lost') }]);
  await waitFor(() => expect(notice()).toBeEmptyDOMElement());
});

test.each([
  ['EmailVerificationSent', { email }, 'The mail is on its way'],
  ['TooManyAttempts', { message: 'Too many.' }, 'The mail was not sent'],
])('sends the link again and says how it went (%s)', async (__typename, fields, sentence) => {
  show([verified(false)], { result: { data: { sendEmailVerification: { __typename, ...fields } } } });
  await userEvent.click(await screen.findByRole('button', { name: 'Send again' }));
  expect(await screen.findByText(sentence)).toBeInTheDocument();
});
