import { act, render, screen } from '@testing-library/react';
import { session } from './session.ts';
import { useSession, useViewer } from './use-session.ts';

function Who() {
  const { status, viewer } = useSession();
  return <p>{viewer ? `${viewer.email} is ${status}` : status}</p>;
}

function Viewer() {
  return <p>{useViewer().id}</p>;
}

const granted = {
  accessToken: 'token',
  accessTokenExpiresAt: new Date(Date.now() + 600_000).toISOString(),
  viewer: { id: 'alice', email: 'alice@payloom.example', role: 'CUSTOMER' as const },
};

it('shows who is signed in as soon as it changes', async () => {
  render(<Who />);
  expect(screen.getByText('loading')).toBeTruthy();
  act(() => session.begin(granted));
  expect(screen.getByText('alice@payloom.example is authenticated')).toBeTruthy();
  Object.assign(globalThis, {
    fetch: async () => Response.json({ data: { signOut: { __typename: 'SignedOut' } } }),
  });
  await act(() => session.signOut());
  expect(screen.getByText('anonymous')).toBeTruthy();
});

it('gives a page its viewer', () => {
  act(() => session.begin(granted));
  render(<Viewer />);
  expect(screen.getByText('alice')).toBeTruthy();
});
