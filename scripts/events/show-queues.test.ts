import { queuesText } from './show-queues.ts';

const queue = (
  name: string,
  counts: Partial<Record<'waiting' | 'delayed' | 'deadLetters' | 'consumers', number>>,
) => ({
  queue: name,
  description: 'Does something.',
  patterns: ['auth.#'],
  waiting: 0,
  delayed: 0,
  deadLetters: 0,
  consumers: 1,
  ...counts,
});

it('shows a line for each queue', () => {
  expect(queuesText([queue('payments.wallets.open', { waiting: 1_200, delayed: 3, consumers: 2 })])).toBe(
    [
      'QUEUE                  WAITING  DELAYED  DEAD LETTERS  CONSUMERS',
      'payments.wallets.open     1200        3             0          2',
    ].join('\n'),
  );
});

it('says what somebody should look at', () => {
  const queues = [queue('a.b.c', { deadLetters: 2 }), queue('d.e.f', { consumers: 0, waiting: 7 })];
  expect(queuesText(queues).split('\n').slice(-2)).toEqual([
    'No process consumes d.e.f; 7 waiting.',
    'Dead letters: see `pnpm events dead-letters`.',
  ]);
});
