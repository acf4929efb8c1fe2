import type { Random } from '@payloom/testkit/random';
import type { Draft, DraftObject } from './generate-fields.ts';
import { field, namedTypeOf, topNames, type FieldModel } from './model.ts';

const isKeyName = (name: string): boolean => /^(id|code|region|twin)$/.test(name);
const isLeaf = (type: string): boolean => !/^[EVIU]\d|^Zone$/.test(namedTypeOf(type));

/** Lets fields be computed from those of other subgraphs, and lets fields bring some of what they return along. */
export function addRequires(draft: Draft): void {
  for (const object of draft.objects) {
    if (object.kind !== 'entity') continue;
    for (const [at, each] of object.fields.entries()) object.fields[at] = requiring(draft, object, each, at);
  }
  for (const object of draft.objects) {
    if (object.kind !== 'value') object.fields = object.fields.map((each) => providing(draft, each));
  }
}

/** Gives what is required of one type to another type behind the same union, where it is something else. */
export function addClashes({ random, objects, unions }: Draft): void {
  for (const { members } of unions) {
    for (const [home, names] of Object.entries(members)) {
      const entities = objects.filter(({ name, kind }) => names.includes(name) && kind === 'entity');
      const required = entities
        .flatMap(({ fields }) => fields.flatMap(({ requires }) => topNames(requires)))
        .filter((name) => !isKeyName(name));
      for (const object of entities) {
        const missing = required.filter((name) => !object.fields.some((each) => each.name === name));
        if (missing.length > 0) object.fields.push(field(random.pick(missing), '[[ID]]', [home]));
      }
    }
  }
}

function requiring(draft: Draft, object: DraftObject, each: FieldModel, at: number): FieldModel {
  const { random } = draft;
  const [owner = ''] = each.in;
  const isOfInterface = /^(title|maker|weight)/.test(each.name);
  const isKey = isKeyName(each.name);
  if (each.in.length !== 1 || each.overrides !== '' || isKey || isOfInterface || random.int(0, 9) > 5)
    return each;
  // Only what stands before it, so that none is computed from itself, and what is not computed: of such chains the planner
  // asks a subgraph for what it does not have.
  const candidates = object.fields
    .slice(0, at)
    .filter(
      (other) =>
        other.name !== 'id' &&
        other.requires === '' &&
        !other.in.includes(owner) &&
        other.overrides !== owner,
    );
  if (candidates.length === 0) return each;
  const chosen = random.shuffle(candidates).slice(0, random.int(1, 2));
  const requires = chosen.flatMap((other) => selectionFrom(draft, owner, other)).join(' ');
  return { ...each, requires };
}

function selectionFrom(draft: Draft, owner: string, { name, type, args }: FieldModel): string[] {
  const written = `${name}${argumentsFor(draft.random, args)}`;
  if (isLeaf(type)) return [written];
  const object = draft.objects.find((other) => other.name === namedTypeOf(type));
  if (!object || draft.banned.get(object.name) === owner) return [];
  const inner = object.fields.filter((each) => isLeaf(each.type) && each.args === '');
  return inner.length > 0 ? [`${written} { ${draft.random.pick(inner).name} }`] : [];
}

function argumentsFor(random: Random, args: string): string {
  if (args.includes('need:')) return '(need: "so")';
  if (args.includes('first: Int =') && random.int(0, 1) === 0) return '(first: 2)';
  return '';
}

function providing(draft: Draft, each: FieldModel): FieldModel {
  const { random } = draft;
  const [owner = ''] = each.in;
  const returned = draft.objects.find(({ name }) => name === namedTypeOf(each.type));
  if (each.in.length !== 1 || returned?.kind !== 'entity' || random.int(0, 9) > 3) return each;
  const candidates = returned.fields.filter(
    ({ name, type, args, in: owners, requires, overrides }) =>
      isLeaf(type) &&
      args === '' &&
      requires === '' &&
      overrides === '' &&
      !owners.includes(owner) &&
      !/^(id|code)$/.test(name),
  );
  return candidates.length === 0 ? each : { ...each, provides: random.pick(candidates).name };
}
