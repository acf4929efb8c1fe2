import type { FetchNode, PlanNode } from '@apollo/query-planner';

type Path = readonly (string | number)[];

/** One fetch for the entities at several places. */
export interface JoinedFetch {
  readonly kind: 'Joined';
  readonly fetch: FetchNode;
  readonly paths: readonly Path[];
}

/** Fetches that follow one another, each for several places. */
export interface JoinedSequence {
  readonly kind: 'JoinedSequence';
  readonly branches: readonly Branch[];
}

/** Fetches that are made at the same time, each for several places. */
export interface JoinedParallel {
  readonly kind: 'JoinedParallel';
  readonly branches: readonly Branch[];
}

export type Branch = PlanNode | JoinedFetch | JoinedSequence | JoinedParallel;

/**
 * What to do at the same time. The planner makes a fetch for each place that entities stand at, and what follows it; those
 * that ask one subgraph the same, as of the payer and of the recipient of a payment, are joined into one request.
 */
export function joinFetches(nodes: readonly PlanNode[]): readonly Branch[] {
  const groups = new Map<string, PlanNode[]>();
  nodes.forEach((node, index) => {
    const key = whatIsDone(node) ?? String(index);
    groups.set(key, [...(groups.get(key) ?? []), node]);
  });
  return [...groups.values()].map((alike) => {
    const [first] = alike;
    return first && alike.length === 1 ? first : join(alike);
  });
}

/** Joins nodes that do the same at their places. */
function join(alike: readonly PlanNode[]): Branch {
  const [first] = alike;
  if (first?.kind === 'Sequence') {
    const steps = first.nodes.map((_, step) => alike.flatMap((node) => innerNodes(node)[step] ?? []));
    return { kind: 'JoinedSequence', branches: steps.map(join) };
  }
  if (first?.kind === 'Parallel')
    return { kind: 'JoinedParallel', branches: joinFetches(alike.flatMap(innerNodes)) };
  const fetch = first?.kind === 'Flatten' ? entityFetchOf(first.node) : null;
  if (!fetch) throw new Error('Only fetches for entities are joined');
  const paths = alike.flatMap((node) => (node.kind === 'Flatten' ? [node.path] : []));
  return { kind: 'Joined', fetch, paths };
}

const innerNodes = (node: PlanNode): readonly PlanNode[] =>
  node.kind === 'Sequence' || node.kind === 'Parallel' ? node.nodes : [];

/** The same for nodes that do the same but for where; null for what is not joined. */
function whatIsDone(node: PlanNode): string | null {
  if (node.kind === 'Flatten') {
    const fetch = entityFetchOf(node.node);
    return fetch && whatIsAsked(fetch);
  }
  if (node.kind !== 'Sequence' && node.kind !== 'Parallel') return null;
  const inner = node.nodes.map(whatIsDone);
  return inner.includes(null) ? null : JSON.stringify([node.kind, ...inner]);
}

function entityFetchOf(node: PlanNode): FetchNode | null {
  return node.kind === 'Fetch' && node.requires ? node : null;
}

/** All there is to a fetch but its name, which numbers the fetches of a plan. */
function whatIsAsked({
  operation,
  operationName,
  operationDocumentNode: _parsed,
  ...fetch
}: FetchNode): string {
  const unnamed = operationName === undefined ? operation : operation.replace(operationName, '');
  return JSON.stringify([unnamed, fetch]);
}
