import { Kind } from 'graphql';
import { federationLink } from '../compose.ts';
import {
  field as plainField,
  fixedTypes,
  namedTypeOf,
  objectOf,
  selectionOf,
  type FieldModel,
  type InterfaceModel,
  type Model,
  type ObjectModel,
} from './model.ts';

const directives = [
  ...['@key', '@shareable', '@external', '@requires', '@provides', '@override', '@inaccessible'],
  '@interfaceObject',
];

/** The SDL of one subgraph of the model. */
export function writeSdl(model: Model, subgraph: string): string {
  return new SubgraphSdl(model, subgraph).write();
}

export const keysIn = (object: ObjectModel, subgraph: string): readonly string[] =>
  object.kind === 'entity' ? (object.keys[subgraph] ?? ['id']) : [];

class SubgraphSdl {
  readonly #model: Model;
  readonly #subgraph: string;
  /** The fields of each object that the subgraph declares, with whether they are external. */
  readonly #declared = new Map<string, Map<string, boolean>>();
  readonly #named = new Set<string>();

  constructor(model: Model, subgraph: string) {
    this.#model = model;
    this.#subgraph = subgraph;
    for (const object of model.objects) {
      const own = object.fields.filter((each) => this.#owns(each));
      if (own.length > 0 && object.kind !== 'value') this.#declare(object);
    }
    for (const each of model.interfaces) if (each.objectIn === subgraph) this.#reach(each.name);
  }

  write(): string {
    const { objects, interfaces, unions } = this.#model;
    const texts = [
      federationLink(...directives).trim(),
      ...objects.flatMap((each) => this.#object(each)),
      ...interfaces.flatMap((each) => this.#interface(each)),
      ...unions.flatMap(({ name, members }) =>
        this.#named.has(name) ? [`union ${name} = ${(members[this.#subgraph] ?? []).join(' | ')}`] : [],
      ),
      ...Object.entries(fixedTypes).flatMap(([name, text]) => (this.#named.has(name) ? [text] : [])),
    ];
    return texts.join('\n');
  }

  #owns(field: FieldModel): boolean {
    return field.in.includes(this.#subgraph) || field.overrides === this.#subgraph;
  }

  #fieldsOf(name: string): Map<string, boolean> {
    const known = this.#declared.get(name) ?? new Map<string, boolean>();
    this.#declared.set(name, known);
    return known;
  }

  #declare(object: ObjectModel): void {
    if (this.#named.has(object.name)) return;
    this.#named.add(object.name);
    const fields = this.#fieldsOf(object.name);
    for (const key of keysIn(object, this.#subgraph)) this.#select(object.name, key, false);
    for (const each of object.fields) {
      if (object.kind !== 'value' && !this.#owns(each)) continue;
      fields.set(each.name, false);
      this.#reachField(each);
      if (each.requires !== '' && each.in.includes(this.#subgraph))
        this.#select(object.name, each.requires, true);
    }
  }

  #reachField({ type, args, provides }: FieldModel): void {
    this.#reach(namedTypeOf(type));
    for (const [name] of args.matchAll(/\b[A-Z]\w+/g)) this.#reach(name);
    if (provides !== '') this.#select(namedTypeOf(type), provides, true);
  }

  #reach(name: string): void {
    const object = objectOf(this.#model, name);
    if (object) return this.#declare(object);
    if (this.#named.has(name)) return;
    this.#named.add(name);
    if (name === 'Filter') this.#named.add('Color').add('Blob');
    const { interfaces, unions } = this.#model;
    const found = [...interfaces, ...unions].find((each) => each.name === name);
    for (const member of found?.members[this.#subgraph] ?? []) this.#reach(member);
    const asObject = interfaces.find((each) => each.name === name && each.objectIn === this.#subgraph);
    for (const each of asObject?.objectFields ?? []) this.#reachField(each);
  }

  /** Declares what a key, or what `@requires` or `@provides` selects. */
  #select(typeName: string, selection: string, isExternal: boolean): void {
    const object = objectOf(this.#model, typeName);
    if (!object) return;
    for (const node of selectionOf(selection).selections) {
      if (node.kind !== Kind.FIELD) continue;
      const selected = object.fields.find(({ name }) => name === node.name.value);
      if (!selected) continue;
      const fields = this.#fieldsOf(typeName);
      const isOwn = this.#owns(selected) || object.kind === 'value';
      if (!fields.has(selected.name)) fields.set(selected.name, isExternal && !isOwn);
      this.#reachField({ ...selected, provides: '' });
      const inner = node.selectionSet?.loc;
      if (inner)
        this.#select(
          namedTypeOf(selected.type),
          inner.source.body.slice(inner.start + 1, inner.end - 1),
          isExternal,
        );
    }
  }

  #object(object: ObjectModel): string[] {
    const fields = this.#declared.get(object.name);
    if (!this.#named.has(object.name) || !fields) return [];
    const keys = keysIn(object, this.#subgraph).map((key) => ` @key(fields: "${key}")`);
    const interfaces = this.#model.interfaces
      .filter(
        (each) => this.#named.has(each.name) && each.members[this.#subgraph]?.includes(object.name) === true,
      )
      .map(({ name }) => name);
    const head = interfaces.length > 0 ? ` implements ${interfaces.join(' & ')}` : '';
    const hidden = object.isInaccessible ? ' @inaccessible' : '';
    const lines = object.fields.flatMap((each) => {
      const isExternal = fields.get(each.name);
      return isExternal === undefined ? [] : [this.#field(object, each, isExternal)];
    });
    return [`type ${object.name}${head}${keys.join('')}${hidden} {\n${lines.join('\n')}\n}`];
  }

  #field(object: ObjectModel, each: FieldModel, isExternal: boolean): string {
    const { name, args, type, requires, provides, overrides, isInaccessible } = each;
    const isHere = each.in.includes(this.#subgraph);
    const uses = [
      isExternal ? '@external' : this.#isShareable(object, each) ? '@shareable' : '',
      requires !== '' && isHere ? `@requires(fields: ${JSON.stringify(requires)})` : '',
      provides !== '' && isHere ? `@provides(fields: "${provides}")` : '',
      overrides !== '' && isHere && overrides !== this.#subgraph ? `@override(from: "${overrides}")` : '',
      isInaccessible && !isExternal ? '@inaccessible' : '',
    ].filter((use) => use !== '');
    return `  ${[`${name}${args}: ${type}`, ...uses].join(' ')}`;
  }

  #isShareable({ name, kind, keys }: ObjectModel, each: FieldModel): boolean {
    const isKey = Object.values(keys)
      .flat()
      .some((key) => new RegExp(`\\b${each.name}\\b`).test(key));
    const isProvided = this.#model.objects.some(({ fields }) =>
      fields.some(
        ({ provides, type }) =>
          namedTypeOf(type) === name && provides !== '' && provides.split(' ').includes(each.name),
      ),
    );
    return kind === 'value' || each.in.length > 1 || isProvided || (isKey && each.name !== 'id');
  }

  #interface(each: InterfaceModel): string[] {
    if (!this.#named.has(each.name)) return [];
    if (each.objectIn === this.#subgraph) {
      const lines = [plainField('id', 'ID!', []), ...each.objectFields].map(
        ({ name, args, type }) => `  ${name}${args}: ${type}`,
      );
      return [`type ${each.name} @interfaceObject @key(fields: "id") {\n${lines.join('\n')}\n}`];
    }
    const members = each.members[this.#subgraph] ?? [];
    const lines = each.fields
      .filter(({ name }) => members.every((member) => this.#declared.get(member)?.get(name) === false))
      .map(({ name, args, type }) => `  ${name}${args}: ${type}`);
    const key = each.isKeyed ? ' @key(fields: "id")' : '';
    return [`interface ${each.name}${key} {\n${lines.join('\n')}\n}`];
  }
}
