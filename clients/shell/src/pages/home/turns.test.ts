import { createTurns } from './turns.ts';

const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

it('lets one go on when the one before has ended, in the order they came', async () => {
  const turns = createTurns(60_000);
  const begun: string[] = [];
  const take = async (name: string) => {
    const end = await turns.take();
    begun.push(name);
    return end;
  };
  const [first, second, third] = [take('first'), take('second'), take('third')];
  await settle();
  expect(begun).toEqual(['first']);
  (await first)();
  const endSecond = await second;
  await settle();
  expect(begun).toEqual(['first', 'second']);
  endSecond();
  (await third)();
  expect(begun).toEqual(['first', 'second', 'third']);
});

it('does not wait for ever for one that never ends', async () => {
  const turns = createTurns(1);
  await turns.take();
  await expect(turns.take()).resolves.toBeInstanceOf(Function);
});
