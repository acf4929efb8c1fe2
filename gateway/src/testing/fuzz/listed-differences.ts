import { isJsonObject } from '../../executor/json.ts';
import { responseNameOf } from '../../executor/planned-name.ts';
import { readSubgraphResponse } from '../../executor/subgraph-response.ts';
import { canonical } from './data.ts';
import type { Told } from './world.ts';

/** A place where the two executors answer differently on purpose. */
export interface ListedDifference {
  readonly name: string;
  readonly why: string;
  /** What the specification says. */
  readonly reference: string;
}

/** All of them. Each has a test in `listed-differences.test.ts`; `docs/decisions/0008` tells them to people. */
export const listed = {
  errorsOfShaping: {
    name: 'data that breaks the schema is an error',
    why: 'The stock executor tells of nulls in non-null places and of wrong values in `extensions.valueCompletion`, and not at all when there are other errors.',
    reference: 'GraphQL, 6.4.4 Handling Field Errors',
  },
  coercedLeaves: {
    name: 'a leaf is coerced to its type',
    why: 'The stock executor hands on a number for an ID, and makes null of a number for a String. No such value is drawn.',
    reference: 'GraphQL, 3.5 Scalars, Result Coercion',
  },
  wrongShape: {
    name: 'data of a wrong shape takes down its own place',
    why: 'The stock executor gives up the whole answer where a subgraph sends no list for a list, or no object for an object.',
    reference: 'GraphQL, 6.4.3 Value Completion',
  },
  errorsWithoutPath: {
    name: 'each place that goes without an answer has an error',
    why: 'The stock executor tells once, without a path, of a subgraph that fails or of an error that has no path.',
    reference: 'GraphQL, 7.1.2 Errors',
  },
  noAnswer: {
    name: 'what is no GraphQL response is an error',
    why: 'The stock executor takes a body without data and without errors for an answer with nothing in it.',
    reference: 'GraphQL, 7.1 Response Format',
  },
  unaskedPaths: {
    name: 'no error stands at a place that was not asked for',
    why: 'The stock executor names fields that only its plan asks for, inaccessible ones among them.',
    reference: 'GraphQL, 7.1.2 Errors',
  },
  shiftedPaths: {
    name: 'an error of an entity stands where the entity does',
    why: 'The stock executor counts entities that it did not ask for, and names the place of another one.',
    reference: 'GraphQL, 7.1.2 Errors',
  },
  fieldOrder: {
    name: 'fields stand in the order of the operation',
    why: 'The stock executor merges fragments of the same type first, and answers in the order that this gives.',
    reference: 'GraphQL, 7.2.2 Serialized Map Ordering',
  },
  aliases: {
    name: 'an alias is no field',
    why: 'The stock planner takes an alias for the key, or the required field, of that name, and answers with that.',
    reference: 'GraphQL, 2.7 Field Alias',
  },
  conditions: {
    name: 'conditions are decided before an operation is planned',
    why: 'With conditions in its plan, the stock gateway runs a mutation twice that is selected twice, changes the order of mutations, and leaves out entities of which a field requires what is not wanted.',
    reference: 'GraphQL, 6.2.2 Mutation and 6.3.2 Field Collection',
  },
  mutationOrder: {
    name: 'mutations run once, and in the order of the operation',
    why: 'The stock planner takes fragments at the root together, and groups the mutations of one subgraph as it likes.',
    reference: 'GraphQL, 6.2.2 Mutation',
  },
  typeUnknown: {
    name: 'an object is there, and of its type, whatever is wanted of it',
    why: 'The stock executor does not fetch an object of which conditions leave nothing, and leaves out fragments within fragments where the type was not fetched.',
    reference: 'GraphQL, 6.3.2 Field Collection',
  },
  interfaceName: {
    name: 'an object keeps its type where a subgraph knows its interface only',
    why: 'The stock executor takes the name of an `@interfaceObject` for the type of each entity, and fragments on their types come out empty.',
    reference: 'Apollo Federation, @interfaceObject',
  },
  unknownType: {
    name: 'an object of which nobody says the type is null',
    why: 'The stock executor answers `{}`, or null without an error, where nobody but the subgraph that knows the interface as an object has told of it.',
    reference: 'GraphQL, 6.4.3 Value Completion',
  },
  requiredObjects: {
    name: 'an entity is not asked for when not all of what is required came',
    why: 'The stock executor sends null for an object of which something is missing, and a value is computed from what is not so.',
    reference: 'Apollo Federation, @requires',
  },
  requiredLists: {
    name: 'lists of lists are required whole',
    why: 'The stock executor sends null for each inner list of objects that a field requires.',
    reference: 'Apollo Federation, @requires',
  },
} as const satisfies Record<string, ListedDifference>;

/** Whether the stock executor took a body for an answer that is none. */
export function tookForAnAnswer({ exchanges }: Told): boolean {
  return exchanges.some(({ body }) => {
    if (body === null || !body.startsWith('{')) return false;
    return readSubgraphResponse(JSON.parse(body)) === null;
  });
}

/** Whether a subgraph called an object by its interface, or sent one without anything in it. */
export function leftTypeUnknown({ exchanges }: Told): boolean {
  return exchanges.some(({ body }) => /"__typename":"I\d+"|[:[,]\{\}/.test(body ?? ''));
}

/** What the stock executor said of entities, and we did not: null for inner lists, or for objects that are not whole. */
export function saidOtherwise(theirs: Told, ours: Told): ListedDifference | undefined {
  const sent = ({ exchanges }: Told) => exchanges.flatMap(({ variables }) => representationsIn(variables));
  const known = new Set(sent(ours).map(canonical));
  const others = sent(theirs)
    .map(canonical)
    .filter((each) => !known.has(each));
  if (others.some((each) => each.includes('[null'))) return listed.requiredLists;
  return others.some((each) => each.includes(':null')) ? listed.requiredObjects : undefined;
}

function representationsIn({ representations }: Told['exchanges'][number]['variables']): unknown[] {
  return Array.isArray(representations) ? (representations as unknown[]) : [];
}

/** Whether the stock executor gave up because of the shape of what it got. */
export function gaveUp({ result }: Told): boolean {
  const shape =
    /^(Invalid non-|Got unexpected value|Invalid empty|Excepted output|\[.*\]\.length|Unexpected array|expected array|value\.flatMap|Cannot )/;
  return result.data === undefined && (result.errors ?? []).some(({ message }) => shape.test(message));
}

/** The places of which the stock executor tells in its extensions. */
export function valueCompletionOf({ result }: Told): readonly (string | number)[][] {
  const told = result.extensions?.valueCompletion;
  if (!Array.isArray(told)) return [];
  return told.map((each: unknown) =>
    isJsonObject(each) && Array.isArray(each.path)
      ? each.path.map((key: string | number) => (typeof key === 'string' ? responseNameOf(key) : key))
      : [],
  );
}
