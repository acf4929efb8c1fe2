import { consumerBindings } from '@payloom/event-contracts/consumers';
import { assertRegistered } from './registered-consumers.ts';

describe('a handler', () => {
  it('may have any registered queue with the patterns registered for it, in any order', () => {
    const reversed = consumerBindings.map(({ queue, patterns }) => ({
      queue,
      patterns: patterns.toReversed(),
    }));
    expect(() => assertRegistered(reversed)).not.toThrow();
  });

  it('may not have a queue that nobody else declares', () => {
    const handler = { queue: 'bell.bells.ring', patterns: ['auth.#'] };
    expect(() => assertRegistered([handler])).toThrow(
      'Queue bell.bells.ring: expected a consumer of event-contracts/src/consumers.ts',
    );
  });

  it('may not have other patterns than those others declare', () => {
    const handler = { queue: 'profile.profiles.create', patterns: ['auth.#'] };
    expect(() => assertRegistered([handler])).toThrow(
      'Queue profile.profiles.create: expected a handler of auth.user.registered, as registered, found one of auth.#',
    );
  });
});
