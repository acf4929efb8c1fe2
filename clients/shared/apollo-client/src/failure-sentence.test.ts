import { CombinedGraphQLErrors } from '@apollo/client';
import { jest } from '@jest/globals';
import { failureSentence } from './failure-sentence.ts';

const failed = (code: string) =>
  new CombinedGraphQLErrors({ errors: [{ message: 'Inner detail.', extensions: { code } }] });

it.each([
  ['UNAUTHENTICATED', /Sign in again/],
  ['FORBIDDEN', /may not/],
  ['SUBGRAPH_UNAVAILABLE', /not available right now/],
  ['BROKER_UNAVAILABLE', /carries events does not answer/],
  ['INTERNAL_SERVER_ERROR', /wrong on our side/],
])('tells in plain words what %s means', (code, sentence) => {
  expect(failureSentence(failed(code))).toMatch(sentence);
  expect(failureSentence(failed(code))).not.toContain('Inner detail');
});

it('tells a lost network from a server that does not answer', () => {
  const online = jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(true);
  expect(failureSentence(new TypeError('Failed to fetch'))).toMatch(/could not be reached/);
  online.mockReturnValue(false);
  expect(failureSentence(new TypeError('Failed to fetch'))).toMatch(/offline/);
  online.mockRestore();
});
