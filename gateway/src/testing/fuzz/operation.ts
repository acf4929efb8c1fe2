import type { JsonObject } from '../../executor/json.ts';

/** A value of an argument, in which variables may stand at any place. */
export type Value =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'enum'; readonly value: string }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'object'; readonly entries: Readonly<Record<string, Value>> }
  | {
      readonly kind: 'variable';
      readonly type: string;
      readonly preset: Value | null;
      readonly given: Given;
    };

/** What the client sends for a variable; nothing is not null. */
export type Given = { readonly value: unknown } | null;

export interface Condition {
  readonly name: 'skip' | 'include';
  readonly when: Value;
}

export interface Part {
  readonly kind: 'field' | 'inline' | 'named';
  /** The field's name, the type of an inline fragment or none, the name of a fragment. */
  readonly name: string;
  readonly alias: string;
  readonly args: Readonly<Record<string, Value>>;
  readonly conditions: readonly Condition[];
  /** Empty for leaves and named fragments. */
  readonly parts: readonly Part[];
}

export interface Fragment {
  readonly name: string;
  readonly on: string;
  readonly parts: readonly Part[];
}

/** An operation as plain data. */
export interface Operation {
  readonly kind: 'query' | 'mutation';
  readonly parts: readonly Part[];
  readonly fragments: readonly Fragment[];
}

/** The text of an operation and the variables to send with it. Fragments that nothing uses are left out. */
export function writeOperation({ kind, parts, fragments }: Operation): {
  query: string;
  variables: JsonObject;
} {
  const declared: string[] = [];
  const variables: JsonObject = {};
  const valueText = (value: Value): string => {
    if (value.kind === 'literal') return JSON.stringify(value.value);
    if (value.kind === 'enum') return value.value;
    if (value.kind === 'list') return `[${value.items.map(valueText).join(', ')}]`;
    if (value.kind === 'object') {
      return `{ ${Object.entries(value.entries)
        .map(([name, inner]) => `${name}: ${valueText(inner)}`)
        .join(', ')} }`;
    }
    const name = `v${declared.length}`;
    declared.push(`$${name}: ${value.type}${value.preset ? ` = ${valueText(value.preset)}` : ''}`);
    if (value.given) variables[name] = value.given.value;
    return `$${name}`;
  };
  const partText = (part: Part): string => {
    const args = Object.entries(part.args).map(([name, value]) => `${name}: ${valueText(value)}`);
    const conditions = part.conditions.map(({ name, when }) => ` @${name}(if: ${valueText(when)})`).join('');
    const set = part.parts.length > 0 ? ` ${setText(part.parts)}` : '';
    if (part.kind === 'named') return `...${part.name}${conditions}`;
    if (part.kind === 'inline') return `...${part.name === '' ? '' : ` on ${part.name}`}${conditions}${set}`;
    const alias = part.alias === '' ? '' : `${part.alias}: `;
    return `${alias}${part.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${conditions}${set}`;
  };
  const setText = (set: readonly Part[]): string => `{ ${set.map(partText).join(' ')} }`;
  const root = setText(parts);
  const used = usedFragments(parts, fragments);
  const written = fragments
    .filter(({ name }) => used.has(name))
    .map(({ name, on, parts: inner }) => `\nfragment ${name} on ${on} ${setText(inner)}`);
  const head = declared.length > 0 ? ` (${declared.join(', ')})` : '';
  return { query: `${kind}${head} ${root}${written.join('')}`, variables };
}

function usedFragments(parts: readonly Part[], fragments: readonly Fragment[]): Set<string> {
  const used = new Set<string>();
  const look = (set: readonly Part[]): void => {
    for (const part of set) {
      look(part.parts);
      if (part.kind !== 'named' || used.has(part.name)) continue;
      used.add(part.name);
      look(fragments.find(({ name }) => name === part.name)?.parts ?? []);
    }
  };
  look(parts);
  return used;
}

/** The operation that also asks for the type of everything. */
export function askingForTypes(operation: Operation): Operation {
  const typename: Part = {
    kind: 'field',
    name: '__typename',
    alias: '',
    args: {},
    conditions: [],
    parts: [],
  };
  const asking = (parts: readonly Part[]): readonly Part[] => [
    ...parts.map((part) => (part.parts.length > 0 ? { ...part, parts: asking(part.parts) } : part)),
    typename,
  ];
  const fragments = operation.fragments.map((each) => ({ ...each, parts: asking(each.parts) }));
  return { ...operation, parts: asking(operation.parts), fragments };
}
