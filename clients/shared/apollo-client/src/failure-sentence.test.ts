import { CombinedGraphQLErrors, ServerError } from '@apollo/client';
import { jest } from '@jest/globals';
import { failureSentence } from './failure-sentence.ts';

const failed = (code: string) =>
  new CombinedGraphQLErrors({ errors: [{ message: 'Inner detail.', extensions: { code } }] });

it.each([
  ['UNAUTHENTICATED', /Sign in again/],
  ['FORBIDDEN', /may not/],
  ['SUBGRAPH_UNAVAILABLE', /not available right now/],
  ['BROKER_UNAVAILABLE', /carries events does not answer/],
  ['RATE_LIMITED', /too much at once/],
  ['DOCUMENT_NOT_TRUSTED', /Reload it/],
  ['INTERNAL_SERVER_ERROR', /wrong on our side/],
])('tells in plain words what %s means', (code, sentence) => {
  expect(failureSentence(failed(code))).toMatch(sentence);
  expect(failureSentence(failed(code))).not.toContain('Inner detail');
});

it.each([
  [401, /session has ended\. Sign in again/],
  [429, /too much at once/],
  [413, /too large/],
  [502, /not available right now/],
  [503, /not available right now/],
  [504, /not available right now/],
  [500, /wrong on our side/],
])('tells in plain words what a proxy means by %i', (status, sentence) => {
  const error = new ServerError('Inner detail.', { response: new Response(null, { status }), bodyText: '' });
  expect(failureSentence(error)).toMatch(sentence);
  expect(failureSentence(error)).not.toContain('Inner detail');
});

it('asks to load a page anew whose operations the graph runs no more', () => {
  const bodyText = '{"errors":[{"message":"…","extensions":{"code":"DOCUMENT_NOT_TRUSTED"}}]}';
  const error = new ServerError('Inner detail.', {
    response: new Response(null, { status: 403 }),
    bodyText,
  });
  expect(failureSentence(error)).toMatch(/Reload it/);
});

it('tells a lost network from a server that does not answer', () => {
  const online = jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(true);
  expect(failureSentence(new TypeError('Failed to fetch'))).toMatch(/could not be reached/);
  online.mockReturnValue(false);
  expect(failureSentence(new TypeError('Failed to fetch'))).toMatch(/offline/);
  online.mockRestore();
});
