import {
  Kind,
  type ASTNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';
import { operationTooLarge } from '../errors.ts';

/** The largest of our clients' operations has a tenth of each of these, or less; of tokens a quarter. */
export const operationCharactersMax = 20_000;
/** The introspection query of GraphiQL has about 300. To parse more of them costs more than to answer a plain query. */
export const operationTokensMax = 1_000;
export const operationDepthMax = 15;
/** As its fragments are spread, each time anew. */
export const operationFieldsMax = 500;
export const operationAliasesMax = 30;
export const operationDirectivesMax = 20;
export const operationRootFieldsMax = 20;

/** How much there is of what, with fragments counted wherever they are spread. */
interface Extent {
  readonly fields: number;
  readonly aliases: number;
  readonly directives: number;
  readonly depth: number;
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

const nothing: Extent = { fields: 0, aliases: 0, directives: 0, depth: 0 };

const together = (one: Extent, other: Extent): Extent => ({
  fields: one.fields + other.fields,
  aliases: one.aliases + other.aliases,
  directives: one.directives + other.directives,
  depth: Math.max(one.depth, other.depth),
});

const directivesOf = ({ directives = [] }: { directives?: readonly ASTNode[] | undefined }): Extent => ({
  ...nothing,
  directives: directives.length,
});

/** Measures what a document asks for, in one pass: each fragment is looked at once, however often it is spread. */
class Measure {
  readonly #fragments: Fragments;
  readonly #known = new Map<string, Extent>();

  constructor(fragments: Fragments) {
    this.#fragments = fragments;
  }

  of(selections: readonly SelectionNode[]): Extent {
    return selections.map((each) => this.#ofSelection(each)).reduce(together, nothing);
  }

  #ofSelection(selection: SelectionNode): Extent {
    const own = directivesOf(selection);
    if (selection.kind === Kind.INLINE_FRAGMENT)
      return together(own, this.of(selection.selectionSet.selections));
    if (selection.kind === Kind.FRAGMENT_SPREAD) return together(own, this.#ofFragment(selection.name.value));
    const inner = selection.selectionSet ? this.of(selection.selectionSet.selections) : nothing;
    // How deep introspection goes, a rule of graphql-js looks after.
    const depth = selection.name.value.startsWith('__') ? 0 : inner.depth + 1;
    const aliases = inner.aliases + (selection.alias ? 1 : 0);
    return { fields: inner.fields + 1, aliases, directives: inner.directives + own.directives, depth };
  }

  #ofFragment(name: string): Extent {
    const known = this.#known.get(name);
    if (known) return known;
    // One that spreads itself is refused by another rule; here it must only come to an end.
    this.#known.set(name, nothing);
    const fragment = this.#fragments.get(name);
    const extent = fragment ? this.of(fragment.selectionSet.selections) : nothing;
    this.#known.set(name, extent);
    return extent;
  }
}

function rootFields(
  selections: readonly SelectionNode[],
  fragments: Fragments,
  seen: readonly string[] = [],
): number {
  return selections.reduce((count, selection) => {
    if (count > operationRootFieldsMax) return count;
    if (selection.kind === Kind.FIELD) return count + 1;
    if (selection.kind === Kind.INLINE_FRAGMENT)
      return count + rootFields(selection.selectionSet.selections, fragments, seen);
    const { value: name } = selection.name;
    const fragment = seen.includes(name) ? undefined : fragments.get(name);
    return count + (fragment ? rootFields(fragment.selectionSet.selections, fragments, [...seen, name]) : 0);
  }, 0);
}

function checkOperation(operation: OperationDefinitionNode, fragments: Fragments, measure: Measure): void {
  const { selections } = operation.selectionSet;
  const onVariables = (operation.variableDefinitions ?? []).map(directivesOf);
  const extent = [directivesOf(operation), ...onVariables].reduce(together, measure.of(selections));
  refuseAbove('fields', extent.fields, operationFieldsMax);
  refuseAbove('aliases', extent.aliases, operationAliasesMax);
  refuseAbove('directives', extent.directives, operationDirectivesMax);
  refuseAbove('levels of fields', extent.depth, operationDepthMax);
  refuseAbove('root fields', rootFields(selections, fragments), operationRootFieldsMax);
}

/** Throws OPERATION_TOO_LARGE when there is more than may be; so does everything here. */
export function refuseAbove(what: string, count: number, max: number): void {
  if (count > max) throw operationTooLarge(what, max);
}

/** Refuses a document that asks for more than anything sensible. Before it is validated, which takes longer. */
export function checkExtent({ definitions }: DocumentNode): void {
  const fragments: Fragments = new Map(
    definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
  );
  const measure = new Measure(fragments);
  for (const definition of definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) checkOperation(definition, fragments, measure);
    // One that nobody spreads is looked at by validation all the same.
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      const { fields, directives } = measure.of(definition.selectionSet.selections);
      refuseAbove('fields', fields, operationFieldsMax);
      refuseAbove('directives', directives, operationDirectivesMax);
    }
  }
}

const jsonLevelsMax = 50;

/** Refuses JSON that nests deeper than anything sensible: whoever passed it on would run out of stack. */
export function checkJsonDepth(value: unknown, depth = 0): void {
  refuseAbove('levels of JSON', depth, jsonLevelsMax);
  if (typeof value !== 'object' || value === null) return;
  const parts: unknown[] = Object.values(value);
  for (const part of parts) checkJsonDepth(part, depth + 1);
}
