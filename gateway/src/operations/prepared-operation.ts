import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import {
  authorizationClass,
  denyFields,
  findGuardedFields,
  withoutFields,
  type DeniedFields,
  type GuardedFields,
} from '../authorization/guard-operation.ts';
import type { RuledViewer } from '../authorization/requirement.ts';
import { BoundedCache } from '../bounded-cache.ts';
import { badUserInput, operationTooCostly, OperationRefused } from '../errors.ts';
import type { JsonObject } from '../executor/json.ts';
import type { Graph } from '../graph/graph.ts';
import type { Cost } from './cost.ts';
import { withCertainSelections } from './certain-selections.ts';
import type { GatewayMetrics } from '../http/metrics.ts';

const plansPerOperationMax = 16;

/** An operation as one kind of viewer may run it. */
export interface PlannedOperation {
  readonly plan: QueryPlan;
  readonly denied: DeniedFields;
  /** The same for all viewers who are denied the same. */
  readonly authorizationClass: string;
}

export interface OperationSource {
  readonly text: string;
  /** Valid against the graph's API schema. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** A valid operation of one graph, with its plans by authorization class. */
export class PreparedOperation {
  readonly graph: Graph;
  readonly source: OperationSource;
  readonly #guarded: GuardedFields;
  readonly #cost: Cost;
  readonly #metrics: GatewayMetrics;
  readonly #plans = new BoundedCache<string, PlannedOperation>({ entriesMax: plansPerOperationMax });

  constructor(graph: Graph, source: OperationSource, metrics: GatewayMetrics) {
    this.graph = graph;
    this.source = source;
    this.#metrics = metrics;
    this.#cost = graph.costs.compile(source);
    this.#guarded = findGuardedFields(graph.apiSchema, source.document, graph.rules);
  }

  get name(): string | undefined {
    return this.source.operation.name?.value;
  }

  /** Throws an OperationRefused when it costs too much with these variables. */
  checkCost(coerced: JsonObject): void {
    const cost = typeof this.#cost === 'number' ? this.#cost : this.#cost(coerced);
    if (cost > this.graph.costMax) throw operationTooCostly(cost, this.graph.costMax);
  }

  /** The plan of what the viewer may see. Throws an OperationRefused when that is too complex. */
  planFor(viewer: RuledViewer | null): PlannedOperation {
    const denied = denyFields(this.#guarded, viewer);
    const key = authorizationClass(this.#guarded, denied);
    const known = this.#plans.get(key);
    // The denied nodes are the same for the whole class.
    if (known) return known;
    const planned = { plan: this.#plan(denied), denied, authorizationClass: key };
    this.#plans.set(key, planned);
    return planned;
  }

  /** Plans it for whoever rules tell apart, taking it that administrators have the scopes that are asked for. */
  planAhead(): void {
    const asked = [...this.#guarded.values()].flatMap(({ scopes }) => scopes.flat(2));
    this.planFor(null);
    for (const role of ['CUSTOMER', 'VENDOR', 'ADMIN'] as const)
      for (const emailVerified of [false, true])
        this.planFor({ role, emailVerified, scopes: new Set(role === 'ADMIN' ? asked : []) });
  }

  #plan(denied: DeniedFields): QueryPlan {
    const endTimer = this.#metrics.planSeconds.startTimer();
    try {
      const seen = withoutFields(this.source.document, denied);
      return this.graph.plan(withCertainSelections(this.graph.apiSchema, seen), this.name);
    } catch (error) {
      const tooComplex = error instanceof Error && /^Exceeded maximum/.test(error.message);
      throw tooComplex ? new OperationRefused([badUserInput('The operation is too complex.')]) : error;
    } finally {
      endTimer();
    }
  }
}

/** Prepares an operation, or finds it prepared already. */
export function prepareOperation(
  graph: Graph,
  source: OperationSource,
  metrics: GatewayMetrics,
): PreparedOperation {
  const name = source.operation.name?.value;
  const known = graph.prepared.get(source.text, name);
  if (known) return known;
  const prepared = new PreparedOperation(graph, source, metrics);
  graph.prepared.set(source.text, name, prepared);
  return prepared;
}
