import { argsOf, typesFor, wrapped, type Draft } from './generate-fields.ts';
import { field, type FieldModel } from './model.ts';

/** Adds the fields of Query, and for most graphs of Mutation. */
export function addRoots(draft: Draft): void {
  const { random } = draft;
  const query: FieldModel[] = draft.subgraphs.flatMap((subgraph) =>
    Array.from({ length: random.int(1, 3) }, () => rootField(draft, subgraph)),
  );
  // Each abstract type is returned somewhere.
  for (const { name, members } of [...draft.interfaces, ...draft.unions]) {
    for (const home of Object.keys(members)) query.push(field('', wrapped(random, name), [home]));
  }
  addRoot(draft, 'Query', 'q', query);
  if (random.int(0, 9) < 3) return;
  const mutation = Array.from({ length: random.int(2, 4) }, () =>
    rootField(draft, random.pick(draft.subgraphs)),
  );
  addRoot(draft, 'Mutation', 'm', mutation);
}

function rootField(draft: Draft, subgraph: string): FieldModel {
  const { random } = draft;
  const types = typesFor(draft, subgraph);
  const composites = types.filter((name) => /^[EVIU]\d/.test(name));
  const isComposite = composites.length > 0 && random.int(0, 9) > 1;
  return {
    ...field('', wrapped(random, random.pick(isComposite ? composites : types)), [subgraph]),
    args: argsOf(random),
  };
}

function addRoot(draft: Draft, name: string, prefix: string, fields: readonly FieldModel[]): void {
  draft.objects.push({
    name,
    kind: 'root',
    isInaccessible: false,
    keys: {},
    fields: fields.map((each, index) => ({ ...each, name: `${prefix}${index}` })),
  });
}
