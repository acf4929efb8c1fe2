import type { Random } from '@payloom/testkit/random';
import { field, type FieldModel, type InterfaceModel, type ObjectModel, type UnionModel } from './model.ts';

/** A model under way. */
export interface Draft {
  readonly random: Random;
  subgraphs: readonly string[];
  readonly objects: DraftObject[];
  readonly interfaces: InterfaceModel[];
  readonly unions: UnionModel[];
  /** Entities that a subgraph must not know, because it knows their interface as an object. */
  readonly banned: Map<string, string>;
}

export type DraftObject = Omit<ObjectModel, 'fields' | 'keys'> & {
  keys: Record<string, string[]>;
  fields: FieldModel[];
};

const leaves = ['Int', 'Int', 'String', 'String', 'Boolean', 'Float', 'ID', 'Color', 'Blob'];

const argLists = [
  '(first: Int = 3)',
  '(filter: Filter)',
  '(ids: [ID!], color: Color = RED)',
  '(blob: Blob, grid: [[Int!]!])',
  '(need: String!)',
  '(filter: Filter! = { first: 1, text: "d", colors: [GREEN] })',
  '(at: Float, on: Boolean = true)',
];

/** Few names for all types: what stands side by side in an answer often has the same. */
const names = ['name', 'size', 'note', 'rank', 'tags', 'link'];

export function addFields(draft: Draft, object: DraftObject): void {
  const { random, subgraphs } = draft;
  const isKnownTo = (subgraph: string) => draft.banned.get(object.name) !== subgraph;
  const wanted = random.shuffle(names).slice(0, random.int(2, 6));
  for (const name of wanted) {
    const homes = random.shuffle(subgraphs.filter(isKnownTo));
    const owner = homes[0] ?? 's0';
    if (object.kind === 'value') {
      object.fields.push(field(name, wrapped(random, random.pick([...leaves, ...plainEntities(draft)])), []));
      continue;
    }
    const type = random.pick(typesFor(draft, owner));
    const isLeaf = leaves.includes(type);
    const shared = isLeaf && random.int(0, 3) === 0 ? homes.slice(0, 2) : [owner];
    const [, other = ''] = homes;
    object.fields.push({
      ...field(name, wrapped(random, type), shared),
      args: argsOf(random),
      overrides: isLeaf && shared.length === 1 && random.int(0, 9) === 0 ? other : '',
      isInaccessible: random.int(0, 15) === 0 && object.fields.length > 2,
    });
  }
}

const interfaceNames = ['title', 'maker', 'weight'];

/** Gives an interface fields, and all that implement it. */
export function addInterfaceFields(draft: Draft, model: InterfaceModel): void {
  const { random } = draft;
  const at = draft.interfaces.indexOf(model);
  const members = new Set(Object.values(model.members).flat());
  const fields = interfaceNames.slice(0, random.int(1, 3)).map((name) => ({
    name: at === 0 ? name : `${name}${at}`,
    type: wrapped(random, random.pick([...leaves, ...plainEntities(draft)])),
    args: random.int(0, 4) === 0 ? argsOf(random) : '',
  }));
  for (const name of members) {
    const object = draft.objects.find((each) => each.name === name);
    const homes = Object.keys(model.members).filter((home) => model.members[home]?.includes(name));
    for (const [index, each] of fields.entries()) {
      const owners = index === 0 || random.int(0, 1) === 0 ? homes : [elsewhere(draft, name)];
      object?.fields.push({ ...field(each.name, each.type, owners), args: each.args });
    }
  }
  const key = model.isKeyed ? [{ name: 'id', type: 'ID!', args: '' }] : [];
  const objectFields = names.slice(0, random.int(1, 3)).map((name) => ({
    ...field(`${name}X`, wrapped(random, random.pick(typesFor(draft, model.objectIn))), [model.objectIn]),
    args: argsOf(random),
  }));
  draft.interfaces[at] = {
    ...model,
    fields: [...key, ...fields],
    objectFields: model.objectIn === '' ? [] : objectFields,
  };
}

function elsewhere({ random, subgraphs, banned }: Draft, name: string): string {
  return random.pick(subgraphs.filter((each) => banned.get(name) !== each));
}

/** Entities that every subgraph may know. */
function plainEntities({ objects, banned }: Draft): string[] {
  return objects
    .filter(({ kind, name, isInaccessible }) => kind === 'entity' && !banned.has(name) && !isInaccessible)
    .map(({ name }) => name);
}

/** What a field of the subgraph may return. */
export function typesFor(draft: Draft, subgraph: string): string[] {
  const { objects, interfaces, unions, banned } = draft;
  const isApart = interfaces.some(({ objectIn }) => objectIn === subgraph && objectIn !== '');
  if (isApart) {
    const own = interfaces.filter(({ objectIn }) => objectIn === subgraph).map(({ name }) => name);
    return [...leaves, ...plainEntities(draft), ...own, ...own, ...own];
  }
  const seen = objects.filter(({ name, isInaccessible }) => !isInaccessible && banned.get(name) !== subgraph);
  const abstract = [...interfaces, ...unions].filter(({ members }) => members[subgraph] !== undefined);
  const composites = [...seen, ...abstract, ...abstract, ...abstract].map(({ name }) => name);
  return [...leaves, ...composites, ...composites];
}

export function argsOf(random: Random): string {
  return random.int(0, 2) === 0 ? random.pick(argLists) : '';
}

export function wrapped(random: Random, name: string): string {
  const shape = random.int(0, 19);
  const inner = random.int(0, 3) === 0 ? `${name}!` : name;
  const list =
    shape < 12 ? inner : shape < 17 ? `[${inner}]` : `[[${inner}]${random.int(0, 2) === 0 ? '!' : ''}]`;
  return shape >= 12 && random.int(0, 3) === 0 ? `${list}!` : list;
}
