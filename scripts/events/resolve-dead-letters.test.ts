import { Problem } from '../start/problem.ts';
import { inChunks } from './resolve-dead-letters.ts';

const ids = Array.from({ length: 250 }, (_, index) => `id-${index}`);

describe('inChunks', () => {
  it('takes a hundred at once, in their order, and tells how far it came', async () => {
    const sizes: number[] = [];
    const told: string[] = [];
    const resolve = async (chunk: readonly string[]) => {
      sizes.push(chunk.length);
      return { done: chunk.slice(1), skipped: chunk.slice(0, 1) };
    };
    const { done, skipped } = await inChunks(ids, resolve, (count, all) => told.push(`${count}/${all}`));
    expect(sizes).toEqual([100, 100, 50]);
    expect(told).toEqual(['100/250', '200/250', '250/250']);
    expect(skipped).toEqual(['id-0', 'id-100', 'id-200']);
    expect([...done, ...skipped].toSorted()).toEqual(ids.toSorted());
  });

  it('tells no progress of a single chunk', async () => {
    const told: number[] = [];
    const resolve = async (chunk: readonly string[]) => ({ done: [...chunk], skipped: [] });
    await inChunks(ids.slice(0, 100), resolve, (count) => told.push(count));
    expect(told).toEqual([]);
  });

  it('says what was done before a failure', async () => {
    const resolve = async (chunk: readonly string[]) => {
      if (chunk.includes('id-200')) throw new Problem('The event broker does not answer.');
      return { done: [...chunk], skipped: [] };
    };
    await expect(inChunks(ids, resolve, () => undefined)).rejects.toThrow(
      'The event broker does not answer.\n200 of 250 were done before.',
    );
  });
});
