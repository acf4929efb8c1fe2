import { forgetWork } from './forget-work.ts';

it('takes what the editor has kept of work, and leaves how it looks and what is not its own', () => {
  const kept = new Map([
    ['graphiql:tabState', '{}'],
    ['graphiql:queries', '[]'],
    ['graphiql:theme', 'dark'],
    ['payloom:theme', 'light'],
  ]);
  forgetWork(() => ({
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    removeItem: (key) => void kept.delete(key),
  }));
  expect([...kept.keys()]).toEqual(['graphiql:theme', 'payloom:theme']);
});

it('does without where a browser forbids to keep anything', () => {
  const forbidden = () => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  };
  expect(() => forgetWork(forbidden)).not.toThrow();
});
