import { z } from 'zod';
import { jsonSchemaOf } from './json-schema.ts';
import { compatible, incompatible } from './schema-changes.fixture.ts';
import { findIncompatibilities } from './schema-compatibility.ts';

/** What is wrong when one schema takes the place of another: `data.id was removed`. */
const between = (published: z.ZodType, current: z.ZodType): string[] =>
  findIncompatibilities(jsonSchemaOf(published), jsonSchemaOf(current)).map(
    ({ path, problem }) => `${path} ${problem}`,
  );

describe('a published schema', () => {
  it.each(compatible)('may change in %s', (_, published, current) => {
    expect(between(published, current)).toEqual([]);
  });

  it.each(incompatible)('may not change in %s', (_, published, current, problems) => {
    expect(between(published, current)).toEqual(problems);
  });

  // What was optional may come anew.
  const alsoBack = incompatible.filter(([what]) => what !== 'a removed optional property');

  it.each(alsoBack)('may not change back in %s either', (_, published, current) => {
    expect(between(current, published)).not.toEqual([]);
  });

  it('is compatible with itself', () => {
    for (const [, published, current] of [...compatible, ...incompatible])
      expect([between(published, published), between(current, current)]).toEqual([[], []]);
  });

  it('may not change in what other schemas refer to', () => {
    const tree = (leaf: z.ZodType) => {
      const node: z.ZodType = z.object({ leaf, children: z.array(z.lazy(() => node)) });
      return z.object({ root: node });
    };
    expect(between(tree(z.string()), tree(z.string()))).toEqual([]);
    expect(between(tree(z.string()), tree(z.boolean()))).toEqual([
      expect.stringMatching(/leaf type changed from \["string"\] to \["boolean"\]$/),
    ]);
  });

  it('may not begin or cease to allow anything', () => {
    expect(findIncompatibilities({ properties: { a: true } }, { properties: { a: false } })).toEqual([
      { path: 'data.a', problem: 'the schema changed from true to false' },
    ]);
    expect(findIncompatibilities({ not: { type: 'null' } }, {})).toEqual([
      { path: 'data', problem: 'not changed from {"type":"null"} to none' },
    ]);
  });
});
