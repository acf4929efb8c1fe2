import { getOwn, isJsonObject, type JsonObject } from '../executor/json.ts';
import type { SubgraphError, SubgraphRequest, SubgraphResponse } from '../executor/subgraph-response.ts';

/** A fetch as the parts that are kept each for itself. */
export interface Parts {
  readonly count: number;
  /** What tells each part from the others. */
  readonly names: readonly unknown[];
  /** The id of the entity that a part is of, where it has one. */
  readonly ids: readonly (string | null)[];
  /** Asks for some of the parts. */
  requestFor(indexes: readonly number[]): SubgraphRequest;
  /** The parts of an answer to that, which may be no answer: then null. */
  partsOf(response: SubgraphResponse, count: number): readonly unknown[] | null;
  /** The errors of an answer, at the places they would have had, had everything been asked for. */
  errorsOf(response: SubgraphResponse, indexes: readonly number[]): readonly SubgraphError[];
  /** The data of an answer to the whole. */
  assemble(parts: readonly unknown[]): JsonObject | null;
}

/** Takes a fetch of root fields as one part. */
export function wholeOf(request: SubgraphRequest): Parts {
  return {
    count: 1,
    names: [null],
    ids: [null],
    requestFor: () => request,
    partsOf: ({ data }) => (data === null ? null : [data]),
    errorsOf: ({ errors }) => errors,
    assemble: ([data]) => (isJsonObject(data) ? data : null),
  };
}

/** Takes a fetch of entities as one part for each of them; null when it is none. */
export function entitiesOf(request: SubgraphRequest): Parts | null {
  const { representations, ...variables } = request.variables;
  if (!Array.isArray(representations) || !representations.every(isJsonObject)) return null;
  return {
    count: representations.length,
    names: representations,
    ids: representations.map((each) => idOf(each)),
    requestFor: (indexes) => {
      if (indexes.length === representations.length) return request;
      const some = indexes.map((index) => representations[index]);
      return { ...request, variables: { ...variables, representations: some } };
    },
    partsOf: ({ data }, count) => {
      const entities: unknown = data && getOwn(data, '_entities');
      return Array.isArray(entities) && entities.length === count ? entities : null;
    },
    errorsOf: ({ errors }, indexes) => errors.map((error) => atItsPlace(error, indexes)),
    assemble: (parts) => ({ _entities: parts }),
  };
}

function atItsPlace(error: SubgraphError, indexes: readonly number[]): SubgraphError {
  const [field, index, ...rest] = error.path ?? [];
  const place = typeof index === 'number' ? indexes[index] : undefined;
  return field === undefined || place === undefined ? error : { ...error, path: [field, place, ...rest] };
}

function idOf(representation: JsonObject): string | null {
  const id = getOwn(representation, 'id');
  return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
}
