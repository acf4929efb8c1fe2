import { buildSchema } from 'graphql';
import { compileRewrites } from './compile-rewrites.ts';

const schema = buildSchema(`
  type Query { media: [Media] }
  interface Media { id: ID }
  type Book implements Media { id: ID size: Int }
  type Film implements Media { id: ID size: String }
`);

it('gives a field the name that the plan knows it by, whatever its value', () => {
  const data = {
    media: [
      { __typename: 'Film', size__alias_0: '' },
      [{ __typename: 'Film', size__alias_0: null }, null],
      { __typename: 'Book', size: 0, size__alias_0: 'stays' },
      { __typename: 'Film' },
    ],
  };
  const path = ['media', '... on Film', 'size__alias_0'];
  compileRewrites(schema, [{ kind: 'KeyRenamer', path, renameKeyTo: 'size' }])?.(data);
  expect(data.media).toEqual([
    { __typename: 'Film', size: '' },
    [{ __typename: 'Film', size: null }, null],
    { __typename: 'Book', size: 0, size__alias_0: 'stays' },
    { __typename: 'Film' },
  ]);
});

it('sets a type where the plan says so, also where none is known', () => {
  const data = { one: { __typename: 'Book', id: '1' }, other: { id: '2' } };
  for (const name of ['one', 'other']) {
    const path = [name, '... on Media', '__typename'];
    compileRewrites(schema, [{ kind: 'ValueSetter', path, setValueTo: 'Media' }])?.(data);
  }
  expect(data).toEqual({ one: { __typename: 'Media', id: '1' }, other: { __typename: 'Media', id: '2' } });
});
