import { KeySequence } from './key-sequence.ts';

const none = () => undefined;
const bindings = ['n', '?', 'g p', 'g w'].map((keys) => ({ keys, run: none }));

function pressed(keys: string, pauseMs = 100): (string | undefined)[] {
  const sequence = new KeySequence();
  return keys.split(' ').map((key, index) => sequence.press(key, 10_000 + index * pauseMs, bindings)?.keys);
}

test('one key does what it says', () => {
  expect(pressed('n')).toEqual(['n']);
});

test('two keys do it with the second', () => {
  expect(pressed('g p')).toEqual([undefined, 'g p']);
});

test('a key that leads nowhere is forgotten, and the next begins anew', () => {
  expect(pressed('g n g w')).toEqual([undefined, 'n', undefined, 'g w']);
  expect(pressed('x g g p')).toEqual([undefined, undefined, undefined, 'g p']);
});

test('after a pause the first key is forgotten', () => {
  expect(pressed('g p', 2_000)).toEqual([undefined, undefined]);
});
