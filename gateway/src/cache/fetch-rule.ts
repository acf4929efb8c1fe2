import { createHash } from 'node:crypto';
import { Kind, parse, print, type DocumentNode } from 'graphql';
import { allOf, type Requirement } from '../authorization/requirement.ts';
import { BoundedCache } from '../bounded-cache.ts';
import type { Graph } from '../graph/graph.ts';
import { walkFetch } from '../graph/walk-fetch.ts';
import type { CacheHint, SaidOfField } from './cache-hints.ts';

const rulesPerGraphMax = 5_000;

/** Events that may change what a fetch brings. */
export interface ChangingFamily {
  /** `payments.payment` */
  readonly family: string;
  /** Whether only those count that tell of the entity the value was fetched for. */
  readonly byEntity: boolean;
}

/** Who gets the same, where that does not depend on who asks. */
export interface Sharing {
  /** Those who hold all of these scopes, */
  readonly scopes: readonly string[];
  /** and may see all of it. */
  readonly requirement: Requirement | null;
}

/** How what a fetch brings may be kept. */
export interface FetchRule {
  /** The same for all fetches that ask the same, whichever operation they are a part of. */
  readonly identity: string;
  readonly isOfEntities: boolean;
  readonly maxAgeMs: number;
  readonly changedBy: readonly ChangingFamily[];
  /** Null: it may depend on who asks. */
  readonly sharing: Sharing | null;
}

const rulesByGraph = new WeakMap<Graph, BoundedCache<string, FetchRule | null>>();

/** The rule of an operation that is sent to a subgraph; null when it may not be kept at all. */
export function fetchRuleOf(graph: Graph, operation: string): FetchRule | null {
  if (graph.cacheHints.isEmpty) return null;
  const rules = rulesByGraph.get(graph) ?? new BoundedCache({ entriesMax: rulesPerGraphMax });
  rulesByGraph.set(graph, rules);
  const known = rules.get(operation);
  if (known !== undefined) return known;
  const rule = readRule(graph, parse(operation, { noLocation: true }));
  rules.set(operation, rule);
  return rule;
}

interface Around {
  /** By what the field around may be kept; null outside of all of them. */
  readonly hint: CacheHint | null;
  /** Whether the field stands on the entity itself that the fetch is for. */
  readonly isOnEntity: boolean;
}

/** An entity's key stays what it is. */
const keyOnly: CacheHint = { maxAgeSeconds: Infinity, families: [], byEntity: true };

/** By what the field may be kept, where it does not say it itself. */
function inheritedBy({ inherits, isKey }: SaidOfField, { hint, isOnEntity }: Around): CacheHint | null {
  if (inherits && hint) return hint;
  return isKey && isOnEntity ? keyOnly : null;
}

function readRule(graph: Graph, document: DocumentNode): FetchRule | null {
  const [root] = document.definitions;
  if (root?.kind !== Kind.OPERATION_DEFINITION) return null;
  const isOfEntities = root.selectionSet.selections.some(
    (selection) => selection.kind === Kind.FIELD && selection.name.value === '_entities',
  );
  const found = new FoundFields(graph);
  const outermost: Around = { hint: null, isOnEntity: isOfEntities };
  const isKept = walkFetch(graph.supergraphSchema, document, outermost, ({ typeName, fieldName, around }) => {
    const said = graph.cacheHints.of(typeName, fieldName);
    const inherited = inheritedBy(said, around);
    const hint = inherited ?? said.own;
    if (!hint) return null;
    found.add(typeName, fieldName);
    if (!inherited) found.keep(hint, around.isOnEntity);
    return { hint, isOnEntity: false };
  });
  if (!isKept || !Number.isFinite(found.maxAgeSeconds)) return null;
  const { maxAgeSeconds, changedBy, sharing } = found;
  const identity = identityOf(graph, document);
  return { identity, isOfEntities, maxAgeMs: maxAgeSeconds * 1_000, changedBy, sharing };
}

/** What the fields of a fetch come to, taken together. */
class FoundFields {
  readonly #graph: Graph;
  readonly #families = new Map<string, ChangingFamily>();
  readonly #requirements: (Requirement | null)[] = [];
  #scopes: Set<string> | null = new Set();
  maxAgeSeconds = Infinity;

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  get changedBy(): readonly ChangingFamily[] {
    return [...this.#families.values()];
  }

  get sharing(): Sharing | null {
    return this.#scopes && { scopes: [...this.#scopes].sort(), requirement: allOf(this.#requirements) };
  }

  /** Takes in who gets the same for a field. */
  add(typeName: string, fieldName: string): void {
    this.#requirements.push(this.#graph.rules.of(typeName, fieldName));
    const scopes = this.#graph.sameForAll.scopesFor(typeName, fieldName);
    if (scopes === null) this.#scopes = null;
    for (const scope of scopes ?? []) this.#scopes?.add(scope);
  }

  /** Takes in how long a field may be kept. */
  keep({ maxAgeSeconds, families, byEntity }: CacheHint, isOnEntity: boolean): void {
    this.maxAgeSeconds = Math.min(this.maxAgeSeconds, maxAgeSeconds);
    for (const family of families) {
      const changing = { family, byEntity: byEntity && isOnEntity };
      this.#families.set(JSON.stringify(changing), changing);
    }
  }
}

/** The planner names a fetch after the operation it is a part of. */
function identityOf({ id }: Graph, document: DocumentNode): string {
  const definitions = document.definitions.map((each) => {
    if (each.kind !== Kind.OPERATION_DEFINITION) return each;
    const { name: _name, ...unnamed } = each;
    return unnamed;
  });
  return digest([id, print({ ...document, definitions })]);
}

/** A short name for a value that JSON can write. */
export function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url');
}
