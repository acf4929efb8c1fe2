import type { FetchNode } from '@apollo/query-planner';
import { OperationTypeNode } from 'graphql';
import { z } from 'zod';
import { isJsonObject, type JsonObject } from './json.ts';

const errorSchema = z.object({
  message: z.string().catch(''),
  path: z
    .array(z.union([z.string(), z.number()]))
    .optional()
    .catch(undefined),
  extensions: z.record(z.string(), z.unknown()).catch({}),
});

/** An error as a subgraph told it. */
export type SubgraphError = z.infer<typeof errorSchema>;

export interface SubgraphResponse {
  readonly data: JsonObject | null;
  readonly errors: readonly SubgraphError[];
}

/** What is asked of a subgraph. */
export interface SubgraphRequest {
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables: JsonObject;
  readonly isMutation: boolean;
  /** It in JSON, up to its variables: the same for each request of one operation. */
  readonly jsonHead: string;
}

/** Makes requests for the operation of a fetch. */
export function subgraphRequests({
  operation: query,
  operationName,
  operationKind,
}: Pick<FetchNode, 'operation' | 'operationName' | 'operationKind'>): (
  variables: JsonObject,
) => SubgraphRequest {
  const isMutation = operationKind === OperationTypeNode.MUTATION;
  const jsonHead = `${JSON.stringify({ query, operationName }).slice(0, -1)},"variables":`;
  return (variables) => ({ query, operationName, variables, isMutation, jsonHead });
}

/** A request as its body. */
export const bodyOf = ({ jsonHead, variables }: SubgraphRequest): string =>
  `${jsonHead}${JSON.stringify(variables)}}`;

/** Sends one operation to the subgraph of that name. Throws when no GraphQL response can be had from it. */
export type SubgraphFetch = (subgraph: string, request: SubgraphRequest) => Promise<SubgraphResponse>;

/** Reads a GraphQL response over HTTP; null when the body is something else. */
export function readSubgraphResponse(body: unknown): SubgraphResponse | null {
  if (!isJsonObject(body)) return null;
  const { data = null, errors } = body;
  if (data !== null && !isJsonObject(data)) return null;
  const hasErrors = Array.isArray(errors) && errors.length > 0;
  if (data === null && !hasErrors) return null;
  return { data, errors: hasErrors ? z.array(errorSchema).catch([emptyError]).parse(errors) : [] };
}

const emptyError: SubgraphError = { message: '', path: undefined, extensions: {} };
