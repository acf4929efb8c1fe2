import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import {
  getOperationAST,
  Kind,
  OperationTypeNode,
  parse,
  print,
  stripIgnoredCharacters,
  type DocumentNode,
  type SelectionNode,
} from 'graphql';

const nameOf = (node: SelectionNode): string | undefined =>
  node.kind === Kind.FIELD ? (node.alias ?? node.name).value : undefined;

function rootsOf(document: DocumentNode, operationName?: string): readonly SelectionNode[] {
  return getOperationAST(document, operationName)?.selectionSet.selections ?? [];
}

/**
 * The plan with the mutations of each fetch in the order of the document, which has no fragments at its root. The planner
 * groups them as it likes, and a subgraph runs them as they come.
 */
export function withMutationsInOrder(
  plan: QueryPlan,
  document: DocumentNode,
  operationName: string | undefined,
): QueryPlan {
  if (getOperationAST(document, operationName)?.operation !== OperationTypeNode.MUTATION) return plan;
  const names = rootsOf(document, operationName).map(nameOf);
  const { node } = plan;
  return node && node.kind !== 'Subscription' ? { ...plan, node: ordered(node, names) } : plan;
}

function ordered(node: PlanNode, names: readonly (string | undefined)[]): PlanNode {
  if (node.kind === 'Sequence' || node.kind === 'Parallel') {
    return { ...node, nodes: node.nodes.map((each) => ordered(each, names)) };
  }
  return node.kind === 'Fetch' && !node.requires ? orderedFetch(node, names) : node;
}

function orderedFetch(fetch: FetchNode, names: readonly (string | undefined)[]): FetchNode {
  const document = parse(fetch.operation, { noLocation: true });
  const roots = rootsOf(document);
  const inOrder = roots.toSorted((one, other) => names.indexOf(nameOf(one)) - names.indexOf(nameOf(other)));
  if (inOrder.every((each, index) => each === roots[index])) return fetch;
  const definitions = document.definitions.map((each) =>
    each.kind === Kind.OPERATION_DEFINITION
      ? { ...each, selectionSet: { ...each.selectionSet, selections: inOrder } }
      : each,
  );
  const operationDocumentNode = { ...document, definitions };
  return { ...fetch, operation: stripIgnoredCharacters(print(operationDocumentNode)), operationDocumentNode };
}
