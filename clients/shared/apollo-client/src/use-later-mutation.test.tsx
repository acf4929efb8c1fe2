import { ApolloClient, ApolloLink, gql, InMemoryCache, Observable } from '@apollo/client';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { ClientLater, useLaterMutation } from './use-later-mutation.ts';

const signIn = gql`
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) {
      accessToken
    }
  }
`;

function setUp(answer: () => Promise<Record<string, unknown>>) {
  let bring: (client: ApolloClient) => void = () => undefined;
  const later = new Promise<ApolloClient>((resolve) => (bring = resolve));
  const link = new ApolloLink(
    () =>
      new Observable((observer) => {
        answer().then(
          (data) => {
            observer.next({ data });
            observer.complete();
          },
          (error: unknown) => observer.error(error),
        );
      }),
  );
  const client = new ApolloClient({ cache: new InMemoryCache(), link, devtools: { enabled: false } });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <ClientLater value={() => later}>{children}</ClientLater>
  );
  const { result } = renderHook(() => useLaterMutation(signIn), { wrapper });
  return { result, client, bring: () => bring(client) };
}

const granted = { signIn: { __typename: 'Session', accessToken: 'token' } };
const variables = { input: {} };

it('is under way while the client comes, and keeps no answer', async () => {
  const { result, client, bring } = setUp(async () => granted);
  let sent: Promise<unknown> = Promise.resolve();
  act(() => {
    sent = result.current[0](variables);
  });
  expect(result.current[1].loading).toBe(true);
  bring();
  expect(await act(() => sent)).toEqual(granted);
  expect(result.current[1].loading).toBe(false);
  expect(client.extract()).toEqual({});
});

it('fails as the client does, and is over then', async () => {
  const { result, bring } = setUp(() => Promise.reject(new TypeError('Failed to fetch')));
  bring();
  await act(() => expect(result.current[0](variables)).rejects.toThrow('Failed to fetch'));
  expect(result.current[1].loading).toBe(false);
});
