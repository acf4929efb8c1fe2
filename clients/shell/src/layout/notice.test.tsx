import '@testing-library/jest-dom';
import { ApolloLink } from '@apollo/client';
import { MockLink, MockSubscriptionLink } from '@apollo/client/testing';
import { MockedProvider } from '@apollo/client/testing/react';
import { createCache } from '@payloom/apollo-client/cache';
import { accessibilityProblems } from '@payloom/ui-kit/testing/axe';
import { jest } from '@jest/globals';
import { act, render, screen, waitFor } from '@testing-library/react';
import { OperationTypeNode } from 'graphql';
import { NoticeDocument } from './__generated__/notice.ts';
import { Notice } from './notice.tsx';
import { PlainNotice } from './plain-notice.tsx';

const notice = (text: string | null) => ({ __typename: 'Notice', id: 'everybody', text });

function show(answer: Pick<MockLink.MockedResponse, 'result' | 'error'>) {
  const live = new MockSubscriptionLink();
  const link = ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    live,
    new MockLink([{ request: { query: NoticeDocument }, ...answer }], { showWarnings: false }),
  );
  const shown = render(
    <MockedProvider link={link} cache={createCache()}>
      <Notice />
    </MockedProvider>,
  );
  const change = (text: string | null) =>
    live.simulateResult({
      result: {
        data: {
          noticeChanged: {
            __typename: 'NoticeChanged',
            cursor: '1',
            type: 'admin.notice.changed',
            at: '2026-11-27T10:00:00.000Z',
            notice: notice(text),
          },
        },
      },
    });
  return { ...shown, live, change };
}

test('tells everybody what administrators wrote, and follows it', async () => {
  const { change, container } = show({ result: { data: { notice: notice('Back at noon.') } } });
  expect(await screen.findByText('Back at noon.')).toBeInTheDocument();
  expect(await accessibilityProblems(container)).toEqual([]);
  act(() => change('Back at one.'));
  expect(await screen.findByText('Back at one.')).toBeInTheDocument();
  act(() => change(null));
  await waitFor(() => expect(screen.getByRole('status', { name: 'Notice' })).toBeEmptyDOMElement());
});

test('tells whoever is not signed in, without the client of the graph', async () => {
  const fetch = jest.fn(async (_url: string, _init: RequestInit) =>
    Response.json({ data: { notice: notice('<b>Back</b> at noon.') } }),
  );
  Object.assign(globalThis, { fetch });
  const { container } = render(<PlainNotice />);
  expect(await screen.findByText('<b>Back</b> at noon.')).toBeInTheDocument();
  expect(fetch.mock.calls.map(([url]) => url)).toEqual(['/graphql']);
  expect(await accessibilityProblems(container)).toEqual([]);
});

test.each([
  ['nobody answers', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['the answer is an error', async () => Response.json({ errors: [{ message: 'no' }] })],
])('is nothing before signing in where %s', async (_why, fetch) => {
  const asked = jest.fn(fetch);
  Object.assign(globalThis, { fetch: asked });
  render(<PlainNotice />);
  await waitFor(() => expect(asked).toHaveBeenCalled());
  await act(async () => undefined);
  expect(screen.getByRole('status', { name: 'Notice' })).toBeEmptyDOMElement();
});

test('is nothing where it cannot be had', async () => {
  const { live } = show({ error: new Error('lost') });
  await waitFor(() => expect(live.operation).toBeDefined());
  expect(screen.getByRole('status', { name: 'Notice' })).toBeEmptyDOMElement();
});
