import '@testing-library/jest-dom';
import { ApolloClient, ApolloLink, Observable } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { createCache } from '@payloom/apollo-client/cache';
import { ClientLater } from '@payloom/apollo-client/use-later-mutation';
import { session } from '@payloom/session/session';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { configure, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import entry from '../entry.tsx';

configure({ asyncUtilTimeout: 5_000 });

type Answer = () => Promise<Record<string, unknown>>;

const granted = {
  __typename: 'Session',
  accessToken: 'token',
  accessTokenExpiresAt: new Date(Date.now() + 600_000).toISOString(),
  viewer: { __typename: 'User', id: 'alice', email: 'alice@payloom.example', role: 'CUSTOMER' as const },
};

/** Shows the remote at an address, with a graph that answers every operation the same. */
async function visit(address: string, answer: Answer) {
  const inputs: unknown[] = [];
  const link = new ApolloLink(({ variables }) => {
    inputs.push(variables['input']);
    return new Observable((observer) => {
      answer().then(
        (data) => {
          observer.next({ data });
          observer.complete();
        },
        (error: unknown) => observer.error(error),
      );
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
  return { ...shown, client, inputs, user: userEvent.setup() };
}

const field = (name: string) => screen.getByLabelText(name, { selector: 'input' });
const press = (name: string) => screen.getByRole('button', { name });
const never: Answer = () => Promise.reject(new Error('Nothing should be sent.'));

describe('signing in', () => {
  async function fill(answer: Answer) {
    const page = await visit('/sign-in', answer);
    await page.user.type(field('Email'), ' alice@payloom.example ');
    await page.user.type(field('Password'), 'correct horse');
    await page.user.click(press('Sign in'));
    return page;
  }

  it('begins the session, and leaves its token nowhere else', async () => {
    const { inputs, client } = await fill(async () => ({ signIn: granted }));
    await waitFor(() => expect(session.getState().viewer?.id).toBe('alice'));
    expect(inputs).toEqual([{ email: 'alice@payloom.example', password: 'correct horse' }]);
    expect(await session.freshToken()).toBe('token');
    expect(JSON.stringify(client.extract())).not.toContain('token');
  });

  it('says that email or password is wrong, and leads back to the password', async () => {
    await fill(async () => ({
      signIn: { __typename: 'InvalidCredentials', message: 'The email or the password is wrong.' },
    }));
    expect(await screen.findByText('The email or the password is wrong.')).toBeVisible();
    expect(field('Password')).toBeInvalid();
    expect(field('Password')).toHaveFocus();
    expect(field('Password')).toHaveAccessibleDescription('The email or the password is wrong.');
    expect(field('Email')).toHaveValue('alice@payloom.example');
  });

  it('shows at its field what the graph finds wrong', async () => {
    await fill(async () => ({
      signIn: {
        __typename: 'InvalidInput',
        message: 'Some input is not acceptable.',
        fields: [{ __typename: 'InvalidField', name: 'email', message: 'That is no email address.' }],
      },
    }));
    expect(await screen.findByText('That is no email address.')).toBeVisible();
    expect(field('Email')).toHaveFocus();
  });

  it('says what to do when the graph cannot be reached, and keeps what was typed', async () => {
    await fill(() => Promise.reject(new TypeError('Failed to fetch http://10.0.0.1')));
    expect(await screen.findByRole('alert')).toHaveTextContent(/could not be reached.*try again/);
    expect(field('Password')).toHaveValue('correct horse');
  });

  it('counts down when there were too many attempts, then lets another be made', async () => {
    let attempts = 0;
    const { user } = await fill(async () => {
      attempts += 1;
      const wait = { __typename: 'TooManyAttempts', message: 'Too many attempts.', retryInSeconds: 2 };
      return {
        signIn:
          attempts === 1
            ? wait
            : { __typename: 'InvalidCredentials', message: 'The email or the password is wrong.' },
      };
    });
    expect(await screen.findByRole('alert')).toHaveTextContent('There were too many attempts to sign in.');
    expect(screen.getByRole('button', { name: /Try again in \d seconds?/ })).toBeDisabled();
    const again = await screen.findByRole('button', { name: 'Sign in' });
    expect(screen.queryByRole('alert')).toBeNull();
    await user.click(again);
    expect(await screen.findByText('The email or the password is wrong.')).toBeVisible();
    expect(attempts).toBe(2);
  });

  it('asks for a code where the account has an app, and begins anew when that took too long', async () => {
    const challenge = { __typename: 'SecondFactorRequired', challenge: 'a-challenge' };
    const answers = [
      { signIn: challenge },
      { completeSignIn: { __typename: 'WrongCode', message: 'Wrong.' } },
      { completeSignIn: { __typename: 'ChallengeExpired', message: 'Too late.' } },
      { signIn: challenge },
      { completeSignIn: { ...granted, viewer: { ...granted.viewer, id: 'tara' } } },
    ];
    const { user, inputs, container } = await fill(async () => answers.shift() ?? {});
    const code = await screen.findByLabelText('Code of your app');
    expect(code).toHaveAttribute('autocomplete', 'one-time-code');
    expect(await accessibilityProblems(container)).toEqual([]);
    await user.type(code, '123456');
    await user.click(press('Go on'));
    expect(await screen.findByText(/That code is wrong/)).toBeVisible();
    await user.click(press('Go on'));
    expect(await screen.findByRole('alert')).toHaveTextContent('That took too long.');
    await user.type(field('Email'), 'alice@payloom.example');
    await user.type(field('Password'), 'correct horse');
    await user.click(press('Sign in'));
    await user.type(await screen.findByLabelText('Code of your app'), 'abcd-efgh');
    await user.click(press('Go on'));
    await waitFor(() => expect(session.getState().viewer?.id).toBe('tara'));
    expect(inputs.at(-1)).toEqual({ challenge: 'a-challenge', code: 'abcd-efgh' });
  });

  it('asks for both before it sends anything', async () => {
    const { user, inputs } = await visit('/sign-in', never);
    await user.type(field('Email'), 'alice');
    await user.click(press('Sign in'));
    expect(await screen.findByText(/Enter your email address/)).toBeVisible();
    expect(screen.getByText('Enter your password.')).toBeVisible();
    expect(field('Email')).toHaveFocus();
    expect(inputs).toEqual([]);
  });

  it('says what is wrong until it is mended, and again where it is sent broken again', async () => {
    const { user } = await visit('/sign-in', never);
    const wrong = () =>
      ['Email', 'Password'].filter((name) => field(name).getAttribute('aria-invalid') === 'true');
    await user.type(field('Email'), 'alice');
    expect(wrong()).toEqual([]);
    await user.click(press('Sign in'));
    expect(wrong()).toEqual(['Email', 'Password']);
    await user.type(field('Email'), '@payloom.example');
    expect(wrong()).toEqual(['Password']);
    await user.clear(field('Email'));
    expect(wrong()).toEqual(['Password']);
    await user.click(press('Sign in'));
    expect(wrong()).toEqual(['Email', 'Password']);
  });

  it('is what password managers know, and shows the password on demand', async () => {
    const { user, container } = await visit('/sign-in', never);
    expect(field('Email')).toHaveAttribute('autocomplete', 'username webauthn');
    expect(field('Password')).toHaveAttribute('autocomplete', 'current-password');
    expect(field('Password')).toHaveAttribute('type', 'password');
    await user.click(press('Show password'));
    expect(field('Password')).toHaveAttribute('type', 'text');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('keeps where somebody wanted to go on the way to the other page', async () => {
    await visit('/sign-in?next=%2Fpay', never);
    expect(screen.getByRole('link', { name: 'Create an account' })).toHaveAttribute(
      'href',
      '/sign-up?next=%2Fpay',
    );
  });
});

describe('creating an account', () => {
  async function fill(answer: Answer) {
    const page = await visit('/sign-up', answer);
    await page.user.click(screen.getByRole('radio', { name: /For a business/ }));
    await page.user.type(field('Name'), 'Bob’s Bakery');
    await page.user.type(field('Email'), 'bob@payloom.example');
    await page.user.type(field('Password'), 'correct horse');
    await page.user.click(press('Create account'));
    return page;
  }

  it('sends what was chosen and begins the session', async () => {
    const bob = { ...granted.viewer, id: 'bob' };
    const { inputs } = await fill(async () => ({ register: { ...granted, viewer: bob } }));
    await waitFor(() => expect(session.getState().viewer?.id).toBe('bob'));
    expect(inputs).toEqual([
      {
        accountType: 'VENDOR',
        displayName: 'Bob’s Bakery',
        email: 'bob@payloom.example',
        password: 'correct horse',
        locale: 'en-US',
        timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
      },
    ]);
  });

  it('says at the email that it has an account, and what to do', async () => {
    await fill(async () => ({
      register: { __typename: 'EmailTaken', message: 'An account with that email exists.' },
    }));
    expect(await screen.findByText(/An account with that email exists. Sign in instead/)).toBeVisible();
    expect(field('Email')).toBeInvalid();
    expect(field('Email')).toHaveFocus();
  });

  it('shows each complaint of the graph at its field, and one about none of them below', async () => {
    const complaint = (name: string, message: string) => ({ __typename: 'InvalidField', name, message });
    let fields = [complaint('displayName', 'Too long.'), complaint('password', 'Too common.')];
    const { user } = await fill(async () => ({
      register: { __typename: 'InvalidInput', message: 'Some input is not acceptable.', fields },
    }));
    expect(await screen.findByText('Too long.')).toBeVisible();
    expect(screen.getByText('Too common.')).toBeVisible();
    expect(field('Name')).toHaveFocus();

    fields = [complaint('captcha', 'Missing.')];
    await user.click(press('Create account'));
    expect(await screen.findByText('Some input is not acceptable.')).toBeVisible();
  });

  it('asks for what is missing before it sends anything', async () => {
    const { user, inputs, container } = await visit('/sign-up', never);
    await user.type(field('Password'), 'short');
    await user.click(press('Create account'));
    expect(await screen.findByText('Use at least 10 characters.')).toBeVisible();
    expect(screen.getByText(/Enter your name/)).toBeVisible();
    expect(screen.getByText(/Enter your email address/)).toBeVisible();
    expect(inputs).toEqual([]);
    expect(field('Password')).toHaveAttribute('autocomplete', 'new-password');
    expect(await accessibilityProblems(container)).toEqual([]);
  });
});

describe('a session that somebody else ended', () => {
  it('leads to the sign-in page, which says why', async () => {
    session.begin(granted);
    const body = {
      data: {
        refreshSession: { __typename: 'SessionExpired', reason: 'ENDED_BY_OWNER' },
      },
    };
    Object.assign(globalThis, { fetch: async () => Response.json(body) });
    await session.refresh();
    await visit('/sign-in', never);
    expect(screen.getByRole('status')).toHaveTextContent('You were signed out here from another device.');
  });
});
