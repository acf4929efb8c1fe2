import { act, renderHook } from '@testing-library/react';
import { useIntent } from './use-intent.ts';

interface Wish {
  amountMinor: number;
}
type Sent = Wish & { idempotencyKey: string };

function wishes(send: (input: Sent) => Promise<string>) {
  const sent: Sent[] = [];
  const record = (input: Sent): Promise<string> => {
    sent.push(input);
    return send(input);
  };
  const { result } = renderHook(() => useIntent<Wish, string>(record));
  const carryOut = (amountMinor: number): Promise<string | undefined> =>
    act(() => result.current.carryOut({ amountMinor }).catch(() => 'no answer'));
  return { sent, result, carryOut };
}

const lose = (): Promise<string> => Promise.reject(new TypeError('Failed to fetch'));

test('the same wish keeps its key until an answer comes', async () => {
  let send = lose;
  const { sent, carryOut } = wishes(() => send());
  await carryOut(2500);
  await carryOut(2500);
  send = () => Promise.resolve('made');
  expect(await carryOut(2500)).toBe('made');
  await carryOut(2500);
  const [first, second, third, fourth] = sent.map(({ idempotencyKey }) => idempotencyKey);
  expect([second, third]).toEqual([first, first]);
  expect(fourth).not.toBe(first);
});

test('another wish has another key', async () => {
  const { sent, carryOut } = wishes(lose);
  await carryOut(2500);
  await carryOut(2600);
  expect(sent[0]?.idempotencyKey).not.toBe(sent[1]?.idempotencyKey);
});

test('what is under way is not sent again', async () => {
  let answer = (_words: string): void => undefined;
  const { sent, result } = wishes(() => new Promise((resolve) => (answer = resolve)));
  let first: Promise<string | undefined> = Promise.resolve(undefined);
  let second: string | undefined = 'not asked';
  await act(async () => {
    first = result.current.carryOut({ amountMinor: 1 });
    second = await result.current.carryOut({ amountMinor: 1 });
  });
  expect(second).toBeUndefined();
  expect(result.current.underWay).toBe(true);
  await act(async () => answer('made'));
  expect(await first).toBe('made');
  expect(result.current.underWay).toBe(false);
  expect(sent).toHaveLength(1);
});
