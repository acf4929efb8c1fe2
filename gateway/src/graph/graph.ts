import { createHash } from 'node:crypto';
import { operationFromDocument, type Schema, type Supergraph } from '@apollo/federation-internals';
import { QueryPlanner, type QueryPlan } from '@apollo/query-planner';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { z } from 'zod';
import { AuthorizationRules } from '../authorization/rules.ts';
import { CacheHints } from '../cache/cache-hints.ts';
import { CostCompiler } from '../operations/cost.ts';
import { CostRules } from '../operations/cost-rules.ts';
import { PreparedOperations } from '../operations/prepared-operations.ts';
import { readFilter, type EventFilter } from './event-filter.ts';
import { liveIdentity, readSupergraph } from './read-supergraph.ts';
import { SameForAll } from './same-for-all.ts';

const eventSchema = z.object({ types: z.array(z.string()).min(1), where: z.array(z.string()).nullish() });

/** Which events feed a field of Subscription. */
export interface EventRule {
  /** Patterns of their types. */
  readonly types: readonly string[];
  /** Which argument has to be what a field of an event's data is. */
  readonly where: readonly EventFilter[];
}

/** One supergraph, ready to be asked. It never changes; a reload makes another. */
export interface Graph {
  /** Digest of its SDL. */
  readonly id: string;
  readonly sdl: string;
  /** What clients see. */
  readonly apiSchema: GraphQLSchema;
  /**
   * The same for Apollo Server alone. Its plugins wrap the resolvers of the schema they are given, and responses are
   * shaped, with denials and all, by resolvers.
   */
  readonly servedSchema: GraphQLSchema;
  /** What subgraphs know. */
  readonly supergraphSchema: GraphQLSchema;
  readonly rules: AuthorizationRules;
  /** Which values do not depend on who asks. */
  readonly sameForAll: SameForAll;
  /** Which values may be kept for a while. */
  readonly cacheHints: CacheHints;
  /** Address by name. A virtual subgraph, which events feed, has an `amqp:` one. */
  readonly subgraphUrls: ReadonlyMap<string, string>;
  /** What each field of Subscription that events feed says of them. */
  readonly events: ReadonlyMap<string, EventRule>;
  readonly costs: CostCompiler;
  /** The most that one operation may cost. */
  readonly costMax: number;
  /** Operations that were prepared for this graph. */
  readonly prepared: PreparedOperations;
  /** Plans a valid operation of any kind. */
  plan(document: DocumentNode, operationName: string | undefined): QueryPlan;
}

/** What of a graph can fail, worked out before anything is replaced by it. */
export interface GraphParts {
  readonly sdl: string;
  readonly supergraph: Supergraph;
  readonly planner: QueryPlanner;
  readonly rules: AuthorizationRules;
}

/** Reads the SDL. Throws a SupergraphError. */
export function readGraphParts(sdl: string): GraphParts {
  const supergraph = readSupergraph(sdl);
  return {
    sdl,
    supergraph,
    planner: new QueryPlanner(supergraph),
    rules: new AuthorizationRules(supergraph.schema),
  };
}

export interface GraphSettings {
  /** Addresses that replace those in the supergraph, by subgraph. */
  readonly subgraphUrls: ReadonlyMap<string, string>;
  /** The most that one operation may cost. */
  readonly costMax: number;
}

/** Puts the graph together. */
export function assembleGraph(
  { sdl, supergraph, planner, rules }: GraphParts,
  servedSchema: GraphQLSchema,
  { subgraphUrls: urls, costMax }: GraphSettings,
): Graph {
  const plannedSchema = supergraph.apiSchema();
  const apiSchema = plannedSchema.toGraphQLJSSchema();
  return {
    id: createHash('sha256').update(sdl).digest('hex').slice(0, 16),
    sdl,
    apiSchema,
    costs: new CostCompiler(apiSchema, new CostRules(supergraph.schema)),
    costMax,
    servedSchema,
    supergraphSchema: supergraph.schema.toGraphQLJSSchema(),
    rules,
    sameForAll: new SameForAll(supergraph.schema),
    cacheHints: new CacheHints(supergraph.schema),
    subgraphUrls: new Map(
      supergraph.subgraphsMetadata().map(({ name, url }) => [name, urls.get(name) ?? url]),
    ),
    events: eventRulesOf(supergraph.schema),
    prepared: new PreparedOperations(),
    plan: (document, operationName) =>
      planner.buildQueryPlan(
        operationFromDocument(plannedSchema, document, operationName === undefined ? {} : { operationName }),
      ),
  };
}

function eventRulesOf(schema: Schema): Map<string, EventRule> {
  const directive = schema.coreFeatures?.getByIdentity(liveIdentity)?.directiveNameInSchema('event');
  const root = schema.schemaDefinition.rootType('subscription');
  if (directive === undefined || !root) return new Map();
  return new Map(
    root.fields().flatMap((field) => {
      const [use] = field.appliedDirectivesOf(directive);
      if (!use) return [];
      const { types, where } = eventSchema.parse(use.arguments());
      return [[field.name, { types, where: (where ?? []).map(readFilter) }] as const];
    }),
  );
}
