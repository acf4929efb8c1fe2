import '@testing-library/jest-dom';
import { ApolloClient, ApolloLink, Observable } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { jest } from '@jest/globals';
import { createCache } from '@payloom/apollo-client/cache';
import { ClientLater } from '@payloom/apollo-client/use-later-mutation';
import { session } from '@payloom/session/session';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { configure, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import entry from '../entry.tsx';

configure({ asyncUtilTimeout: 5_000 });

type Answer = Record<string, unknown> | Error;

/** Shows the remote at an address, with a graph that gives its answers in turn. */
async function visit(address: string, ...answers: Answer[]) {
  const sent: unknown[] = [];
  const link = new ApolloLink(({ variables }) => {
    sent.push(variables['input']);
    const answer = answers.shift() ?? new Error('Nothing should be sent.');
    return new Observable((observer) => {
      if (answer instanceof Error) return observer.error(answer);
      observer.next({ data: answer });
      observer.complete();
    });
  });
  const client = new ApolloClient({ cache: createCache(), link, devtools: { enabled: false } });
  const routes = [{ children: entry.routes, hydrateFallbackElement: <p>Loading</p> }];
  const router = createMemoryRouter(routes, { initialEntries: [address] });
  const shown = render(
    <ClientLater value={async () => client}>
      <ApolloProvider client={client}>
        <RouterProvider router={router} />
      </ApolloProvider>
    </ClientLater>,
  );
  await screen.findByRole('heading', { level: 1 });
  return { ...shown, sent, user: userEvent.setup() };
}

const press = (name: string) => screen.getByRole('button', { name });
const expired = { __typename: 'LinkExpired', message: 'Gone.' };
const tooMany = { __typename: 'TooManyAttempts', message: 'Too many.' };

describe('a forgotten password', () => {
  const ask = async (...answers: Answer[]) => {
    const page = await visit('/forgot-password', ...answers);
    await page.user.type(screen.getByLabelText('Email', { selector: 'input' }), 'alice@payloom.example');
    await page.user.click(press('Send link'));
    return page;
  };

  it('is asked for from the sign-in page, and says the same whoever asks', async () => {
    const { user, sent } = await visit('/sign-in', {
      requestPasswordReset: { __typename: 'PasswordResetRequested', email: 'alice@payloom.example' },
    });
    await user.click(screen.getByRole('link', { name: 'Forgot your password?' }));
    await screen.findByRole('heading', { level: 1, name: 'Forgot your password?' });
    await user.type(screen.getByLabelText('Email', { selector: 'input' }), 'alice@payloom.example');
    await user.click(press('Send link'));
    expect(await screen.findByText(/^If alice@payloom\.example has an account/)).toBeVisible();
    expect(sent).toEqual([{ email: 'alice@payloom.example' }]);
    await user.click(press('Try another address'));
    expect(press('Send link')).toBeVisible();
  });

  it('asks for patience when it was asked for too often', async () => {
    await ask({ requestPasswordReset: tooMany });
    expect(await screen.findByRole('alert')).toHaveTextContent('asked for too often');
  });

  it('says what to do when the graph cannot be reached', async () => {
    await ask(new TypeError('Failed to fetch'));
    expect(await screen.findByRole('alert')).toHaveTextContent('could not be reached');
  });

  it('sends nothing for what is no email', async () => {
    const { user, sent } = await visit('/forgot-password');
    await user.type(screen.getByLabelText('Email', { selector: 'input' }), 'nobody');
    await user.click(press('Send link'));
    expect(await screen.findByText(/Enter your email address/)).toBeVisible();
    expect(sent).toEqual([]);
  });
});

describe('choosing a password by a link', () => {
  const choose = async (password: string, ...answers: Answer[]) => {
    const page = await visit('/reset-password#a-token', ...answers);
    await page.user.type(screen.getByLabelText('New password', { selector: 'input' }), password);
    await page.user.click(press('Save password'));
    return page;
  };

  it('sends the token of the link, and leads to sign-in', async () => {
    const { sent, container } = await choose('battery staple', {
      resetPassword: { __typename: 'PasswordReset', email: 'alice@payloom.example' },
    });
    expect(await screen.findByText(/The password of alice@payloom\.example is changed/)).toBeVisible();
    expect(sent).toEqual([{ token: 'a-token', newPassword: 'battery staple' }]);
    expect(screen.getAllByRole('link', { name: 'Sign in' })[0]).toHaveAttribute('href', '/sign-in');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('leads on to a new link when this one is over', async () => {
    await choose('battery staple', { resetPassword: expired });
    expect(await screen.findByRole('alert')).toHaveTextContent('This link has expired');
    expect(screen.getByRole('link', { name: 'Ask for a new link' })).toBeVisible();
  });

  it('sends nothing for one that is too short', async () => {
    const { sent } = await choose('short');
    expect(await screen.findByText('Use at least 10 characters.')).toBeVisible();
    expect(sent).toEqual([]);
  });
});

describe('confirming an email', () => {
  it('takes a click, so that a program which opens links does not do it', async () => {
    const { user, sent, container } = await visit('/verify-email#a-token', {
      verifyEmail: { __typename: 'EmailVerified', email: 'alice@payloom.example' },
    });
    expect(sent).toEqual([]);
    await user.click(press('Confirm email address'));
    expect(await screen.findByText('alice@payloom.example is confirmed.')).toBeVisible();
    expect(sent).toEqual([{ token: 'a-token' }]);
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('asks who is not signed in to sign in when the link is over', async () => {
    const { user } = await visit('/verify-email#a-token', { verifyEmail: expired });
    await user.click(press('Confirm email address'));
    expect(await screen.findByText('Sign in to have a new one sent.')).toBeVisible();
  });

  it('lets who is signed in have a new link sent', async () => {
    const viewer = { id: 'alice', email: 'alice@payloom.example', role: 'CUSTOMER' as const };
    const accessTokenExpiresAt = new Date(Date.now() + 600_000).toISOString();
    const sendEmailVerification = { __typename: 'EmailVerificationSent', email: viewer.email };
    session.begin({ accessToken: 'token', accessTokenExpiresAt, viewer });
    jest.spyOn(session, 'refresh').mockResolvedValue('token');
    const { user } = await visit(
      '/verify-email#a-token',
      { verifyEmail: expired },
      { sendEmailVerification },
    );
    await user.click(press('Confirm email address'));
    await user.click(await screen.findByRole('button', { name: 'Send a new link' }));
    expect(await screen.findByText('A new link is on its way to alice@payloom.example.')).toBeVisible();
    expect(screen.queryByText(/Have an account/)).not.toBeInTheDocument();
  });
});
