import type { QueryPlan } from '@apollo/query-planner';
import {
  NoSchemaIntrospectionCustomRule,
  validate,
  type DocumentNode,
  type OperationDefinitionNode,
} from 'graphql';
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
import { compilePlan, type PlanStep } from '../executor/compile-plan.ts';
import { compileShape, type Shape } from '../executor/compile-shape.ts';
import { getOwn, type JsonObject } from '../executor/json.ts';
import type { Graph } from '../graph/graph.ts';
import type { Cost } from './cost.ts';
import { conditionVariables, withCertainSelections } from './certain-selections.ts';
import { withMutationsInOrder } from './mutation-order.ts';
import type { GatewayMetrics } from '../http/metrics.ts';

const plansPerOperationMax = 16;
/** Of more conditions, which are many plans, none is planned ahead but what none of them wants. */
const conditionsAheadMax = 2;

/** Every way in which conditions can be decided. */
function choices(conditions: readonly string[]): JsonObject[] {
  if (conditions.length > conditionsAheadMax)
    return [Object.fromEntries(conditions.map((name) => [name, false]))];
  return conditions.reduce<JsonObject[]>(
    (known, name) =>
      known.flatMap((choice) => [
        { ...choice, [name]: false },
        { ...choice, [name]: true },
      ]),
    [{}],
  );
}

let plansCount = 0;

/** An operation as one kind of viewer may run it. */
export interface PlannedOperation {
  /** Of all plans of this process. */
  readonly id: number;
  readonly plan: QueryPlan;
  /** Fetches what the plan says; of a subscription, what its event does not tell. Undefined where that is nothing. */
  readonly gather: PlanStep | undefined;
  readonly shape: Shape;
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

/** A valid operation of one graph, with its plans by authorization class and by what its conditions come to. */
export class PreparedOperation {
  readonly graph: Graph;
  readonly source: OperationSource;
  readonly #guarded: GuardedFields;
  readonly #cost: Cost;
  /** Plans differ by their values. */
  readonly #conditions: readonly string[];
  readonly #metrics: GatewayMetrics;
  #introspects: boolean | undefined;
  readonly #plans = new BoundedCache<string, PlannedOperation>({ entriesMax: plansPerOperationMax });

  constructor(graph: Graph, source: OperationSource, metrics: GatewayMetrics) {
    this.graph = graph;
    this.source = source;
    this.#metrics = metrics;
    this.#cost = graph.costs.compile(source);
    this.#conditions = conditionVariables(source.document);
    this.#guarded = findGuardedFields(graph.apiSchema, source.document, graph.rules);
  }

  get name(): string | undefined {
    return this.source.operation.name?.value;
  }

  /** Whether it asks for the schema anywhere in its document, by the same rule that refuses it. */
  get introspects(): boolean {
    this.#introspects ??=
      validate(this.graph.apiSchema, this.source.document, [NoSchemaIntrospectionCustomRule]).length > 0;
    return this.#introspects;
  }

  /** Throws an OperationRefused when it costs too much with these variables. */
  checkCost(coerced: JsonObject): void {
    const cost = typeof this.#cost === 'number' ? this.#cost : this.#cost(coerced);
    if (cost > this.graph.costMax) throw operationTooCostly(cost, this.graph.costMax);
  }

  /**
   * The plan of what the viewer may see, with conditions decided by these variables, defaults included. Throws an
   * OperationRefused when that is too complex.
   */
  planFor(viewer: RuledViewer | null, variables: JsonObject): PlannedOperation {
    const denied = denyFields(this.#guarded, viewer);
    const seenBy = authorizationClass(this.#guarded, denied);
    const key = [seenBy, ...this.#conditions.map((name) => String(getOwn(variables, name)))].join();
    const known = this.#plans.get(key);
    // The denied nodes are the same for the whole class.
    if (known) return known;
    const plan = this.#plan(denied, variables);
    plansCount += 1;
    const planned = {
      id: plansCount,
      plan,
      ...this.#compile(plan, denied, variables),
      denied,
      authorizationClass: seenBy,
    };
    this.#plans.set(key, planned);
    return planned;
  }

  /** Plans it for whoever rules tell apart, taking it that administrators have the scopes that are asked for. Returns the plans. */
  planAhead(): ReadonlySet<PlannedOperation> {
    const asked = [...this.#guarded.values()].flatMap(({ scopes }) => scopes.flat(2));
    const plans = new Set<PlannedOperation>();
    for (const variables of choices(this.#conditions)) {
      plans.add(this.planFor(null, variables));
      for (const role of ['CUSTOMER', 'VENDOR', 'ADMIN'] as const)
        for (const emailVerified of [false, true])
          plans.add(
            this.planFor({ role, emailVerified, scopes: new Set(role === 'ADMIN' ? asked : []) }, variables),
          );
    }
    return plans;
  }

  #compile(
    { node: whole }: QueryPlan,
    denied: DeniedFields,
    conditions: JsonObject,
  ): Pick<PlannedOperation, 'gather' | 'shape'> {
    const { apiSchema: schema, supergraphSchema } = this.graph;
    const node = whole?.kind === 'Subscription' ? whole.rest : whole;
    return {
      gather: node && compilePlan(supergraphSchema, node),
      shape: compileShape({ ...this.source, schema, conditions, denied }),
    };
  }

  #plan(denied: DeniedFields, variables: JsonObject): QueryPlan {
    const endTimer = this.#metrics.planSeconds.startTimer();
    try {
      const seen = withoutFields(this.source.document, denied);
      const planned = withCertainSelections(this.graph.apiSchema, seen, variables);
      return withMutationsInOrder(this.graph.plan(planned, this.name), planned, this.name);
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
