import type { Random } from '@payloom/testkit/random';
import { addFields, addInterfaceFields, type Draft, type DraftObject } from './generate-fields.ts';
import { addRoots } from './generate-roots.ts';
import { addClashes, addRequires } from './generate-requires.ts';
import { field, type InterfaceModel, type Model, type UnionModel } from './model.ts';

const chance = (random: Random, percent: number): boolean => random.int(1, 100) <= percent;

/** Draws a graph of two to five subgraphs. Not every one composes. */
export function generateModel(random: Random): Model {
  const subgraphs = Array.from({ length: random.int(2, 4) }, (_, index) => `s${index}`);
  const draft: Draft = { random, subgraphs, objects: [], interfaces: [], unions: [], banned: new Map() };
  for (let index = 0; index < random.int(2, 4); index += 1) draft.objects.push(entity(draft, index));
  for (let index = 0; index < random.int(1, 2); index += 1) {
    draft.objects.push({ name: `V${index}`, kind: 'value', isInaccessible: false, keys: {}, fields: [] });
  }
  for (let index = 0; index < random.int(0, 2); index += 1) draft.interfaces.push(interfaceOf(draft, index));
  if (chance(random, 85)) draft.unions.push(unionOf(draft));
  for (const each of draft.interfaces) addInterfaceFields(draft, each);
  for (const each of draft.objects) addFields(draft, each);
  addRoots(draft);
  addRequires(draft);
  addClashes(draft);
  const { objects, interfaces, unions } = draft;
  return { subgraphs: draft.subgraphs, objects, interfaces, unions };
}

/** What an entity may be known by beside its id. */
const moreKeys = ['code', 'code region { zone }', 'twin { id }'] as const;

function entity({ random, subgraphs, objects }: Draft, index: number): DraftObject {
  const name = `E${index}`;
  const home = random.pick(subgraphs);
  const more = chance(random, 45) ? random.pick(index > 0 ? moreKeys : moreKeys.slice(0, 2)) : undefined;
  const keys: Record<string, string[]> = {};
  const owners = new Set([home]);
  if (more !== undefined) {
    keys[home] = ['id', more];
    for (const each of subgraphs) {
      if (each === home || chance(random, 50)) continue;
      keys[each] = random.pick([[more], ['id', more], [more, 'id']]);
      owners.add(each);
    }
  }
  const keyFields = [
    field(
      'id',
      'ID!',
      subgraphs.filter((each) => keys[each]?.includes('id') ?? true),
    ),
  ];
  if (more?.includes('code') === true) keyFields.push(field('code', 'String!', [...owners]));
  if (more?.includes('region') === true) keyFields.push(field('region', 'Zone!', [...owners]));
  const twin = objects.find(({ isInaccessible }) => !isInaccessible);
  if (more?.includes('twin') === true && twin) keyFields.push(field('twin', `${twin.name}!`, [...owners]));
  // The first ones are returned by fields; a later one may be known to the subgraphs only.
  const isInaccessible = index > 1 && chance(random, 20);
  return { name, kind: 'entity', isInaccessible, keys, fields: keyFields };
}

function some<T>(random: Random, from: readonly T[], most: number): T[] {
  return random.shuffle(from).slice(0, random.int(1, Math.min(most, from.length)));
}

function interfaceOf(draft: Draft, index: number): InterfaceModel {
  const { random, subgraphs, objects } = draft;
  const isKeyed = chance(random, 50);
  const entities = objects.filter(({ kind }) => kind === 'entity');
  const names = (isKeyed ? entities : objects).map(({ name }) => name);
  const homes = isKeyed ? [random.pick(subgraphs)] : some(random, subgraphs, 2);
  const members = Object.fromEntries(
    homes.map((home) => [home, withAccessible(draft, some(random, names, 3))]),
  );
  const [home = ''] = homes;
  const isObjectElsewhere =
    isKeyed && !draft.interfaces.some(({ objectIn }) => objectIn !== '') && chance(random, 70);
  const objectIn = isObjectElsewhere ? `s${subgraphs.length}` : '';
  if (isKeyed) for (const name of members[home] ?? []) addIdKey(objects, name, home);
  if (isObjectElsewhere) {
    for (const name of members[home] ?? []) draft.banned.set(name, objectIn);
    draft.subgraphs = [...subgraphs, objectIn];
  }
  return { name: `I${index}`, members, fields: [], isKeyed, objectIn, objectFields: [] };
}

/** An abstract type of which clients may know no type at all does not compose. */
function withAccessible({ objects }: Draft, names: readonly string[]): readonly string[] {
  const isSeen = (name: string) => objects.some((each) => each.name === name && !each.isInaccessible);
  return names.some(isSeen) ? names : [...names, 'E0'];
}

function addIdKey(objects: readonly DraftObject[], name: string, home: string): void {
  const object = objects.find((each) => each.name === name);
  const keys = object?.keys[home];
  if (!object || !keys || keys.includes('id')) return;
  object.keys[home] = [...keys, 'id'];
  object.fields = object.fields.map((each) =>
    each.name === 'id' ? { ...each, in: [...each.in, home] } : each,
  );
}

function unionOf(draft: Draft): UnionModel {
  const { random, objects, subgraphs } = draft;
  const names = objects.map(({ name }) => name);
  const plain = subgraphs.filter((each) => ![...draft.banned.values()].includes(each));
  const homes = some(random, plain, 2);
  return {
    name: 'U0',
    members: Object.fromEntries(homes.map((home) => [home, withAccessible(draft, some(random, names, 3))])),
  };
}
