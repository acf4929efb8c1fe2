import { BoundedCache } from './bounded-cache.ts';

describe('a bounded cache', () => {
  it('lets the least recently used entry go', () => {
    const cache = new BoundedCache<string, number>({ entriesMax: 2 });
    cache.set('a', 1);
    cache.set('b', 2);
    cache.get('a');
    cache.set('c', 3);
    expect([cache.get('a'), cache.get('b'), cache.get('c'), cache.size]).toEqual([1, undefined, 3, 2]);
  });

  it('holds no more weight than it may', () => {
    const cache = new BoundedCache<string, number>({ entriesMax: 10, weightMax: 10 });
    cache.set('a', 1, 6);
    cache.set('a', 2, 4);
    cache.set('b', 3, 6);
    expect(cache.size).toBe(2);
    cache.set('c', 4, 5);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([undefined, undefined, 4]);
    cache.set('d', 5, 11);
    expect(cache.size).toBe(0);
  });
});
