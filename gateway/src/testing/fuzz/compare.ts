import { getOperationAST, Kind, parse, visit, type SelectionSetNode } from 'graphql';
import { isJsonObject, type JsonObject } from '../../executor/json.ts';
import { responseNameOf } from '../../executor/planned-name.ts';
import type { PlainResult } from '../open-graph.ts';
import { canonical } from './data.ts';
import {
  leftTypeUnknown,
  tookForAnAnswer,
  saidOtherwise,
  gaveUp,
  listed,
  valueCompletionOf,
} from './listed-differences.ts';
import type { Question, Told } from './world.ts';

type Path = readonly (string | number)[];
type PlainError = NonNullable<PlainResult['errors']>[number];

type Asked = Pick<Question, 'query' | 'faults'>;

export interface Verdict {
  /** What differs and is not listed; null when nothing does. */
  readonly difference: string | null;
  /** The names of listed differences that were met. */
  readonly met: readonly string[];
}

/** Compares two answers: data to the letter, errors up to their message. */
export function compare(ours: Told, theirs: Told, question: Asked): Verdict {
  const met = new Set<string>();
  const verdict = (difference: string | null): Verdict => ({ difference, met: [...met] });
  const misplaced = (ours.result.errors ?? []).find(({ path }) => path && !isPlace(ours.result.data, path));
  if (misplaced)
    return verdict(`our error at ${JSON.stringify(misplaced.path)} is at no place of the answer`);
  if (ours.result.data === undefined)
    return verdict(theirs.result.data === undefined ? null : 'only we refuse');
  if (theirs.result.data === undefined) {
    if (isUnplanned(theirs)) return { difference: null, met: ['unplanned'] };
    if (!gaveUp(theirs)) return verdict(`only they refuse: ${theirs.result.errors?.[0]?.message}`);
    met.add(listed.wrongShape.name);
    return verdict(null);
  }
  const ran = { ours: mutationsIn(ours), theirs: mutationsIn(theirs) };
  const wanted = Object.keys(ours.result.data ?? {}).filter((name) => ran.ours.includes(name));
  if (ours.result.data !== null && ran.ours.join() !== wanted.join())
    return verdict(`we ran ${ran.ours.join()}`);
  if (ran.ours.join() !== ran.theirs.join()) {
    met.add(listed.mutationOrder.name);
    return verdict(null);
  }
  // Of an answer that came of other representations nothing has to be the same.
  const said = saidOtherwise(theirs, ours);
  if (said) return { difference: null, met: [said.name] };
  const difference = compareData(ours, theirs, met);
  return verdict(difference ?? compareErrors(ours, theirs, question, met));
}

function compareData(ours: Told, theirs: Told, met: Set<string>): string | null {
  const one = ours.result.data;
  let other = theirs.result.data;
  if (JSON.stringify(one) === JSON.stringify(other)) return null;
  if (canonical(one) !== canonical(other) && leftTypeUnknown(theirs)) {
    const nulls = (ours.result.errors ?? []).map(({ path = [] }) => nullOn(one, path));
    for (const at of nulls) if (at) other = withNull(other, at) as typeof other;
    met.add(listed.unknownType.name);
  }
  if (canonical(one) !== canonical(other)) return `data at ${JSON.stringify(firstDifference(one, other))}`;
  met.add(listed.fieldOrder.name);
  return null;
}

/** Their answer without the types that we were not asked for, and with the aliases that we were. */
export function withoutMoreTypes(theirs: Told, ours: Told): Told {
  const nameOf = (key: string | number) => (typeof key === 'string' ? responseNameOf(key) : key);
  const errors = theirs.result.errors?.map(({ path, ...error }) => ({
    ...error,
    ...(path && { path: path.map(nameOf) }),
  }));
  const data = withoutTypes(theirs.result.data, ours.result.data) as JsonObject;
  return { ...theirs, result: { ...theirs.result, data, ...(errors && { errors }) } };
}

function withoutTypes(value: unknown, model: unknown): unknown {
  if (Array.isArray(value))
    return value.map((each: unknown, index) => withoutTypes(each, inner(model, index)));
  if (!isJsonObject(value) || !isJsonObject(model)) return value;
  const named = Object.entries(value).map(([key, each]) => [responseNameOf(key), each] as const);
  const entries = named.filter(([key]) => key !== '__typename' || Object.hasOwn(model, key));
  return Object.fromEntries(entries.map(([key, each]) => [key, withoutTypes(each, model[key])]));
}

function compareErrors(ours: Told, theirs: Told, { query, faults }: Asked, met: Set<string>): string | null {
  const names = responseNames(query);
  const left = { ours: [...(ours.result.errors ?? [])], theirs: [...(theirs.result.errors ?? [])] };
  pairUp(left, (one, other) => classOf(one) === classOf(other) && samePath(one.path, other.path));
  pairUp(left, (one, other) => {
    const isShifted =
      classOf(one) === classOf(other) && samePath(withoutIndexes(one.path), withoutIndexes(other.path));
    if (isShifted) met.add(listed.shiftedPaths.name);
    return isShifted;
  });
  pairUp(left, (one, other) => {
    const isUnasked = classOf(one) === classOf(other) && isBeyond(one.path, other.path, ours, names);
    if (isUnasked) met.add(listed.unaskedPaths.name);
    return isUnasked;
  });
  if (tookForAnAnswer(theirs)) {
    met.add(listed.noAnswer.name);
    left.ours = left.ours.filter((error) => classOf(error) !== 'SUBGRAPH_UNAVAILABLE');
  }
  if (askedForMore(ours, theirs)) {
    met.add(listed.typeUnknown.name);
    left.ours = [];
  }
  const unplaced = left.theirs.filter(({ path }) => path === undefined);
  if (unplaced.length > 0) {
    met.add(listed.errorsWithoutPath.name);
    const classes = new Set([...unplaced.map(classOf), 'SUBGRAPH_UNAVAILABLE']);
    const placed = left.ours.filter((error) => classes.has(classOf(error)));
    // Errors of a list of entities that is too short say enough.
    const isCount = unplaced.every(({ message }) => message.startsWith('Expected "data._entities"'));
    const isTold = placed.length > 0 || (isCount && (ours.result.errors ?? []).length > 0);
    if (!isTold && !met.has(listed.noAnswer.name)) return 'they tell of an error without a path, we of none';
    left.ours = left.ours.filter((error) => !placed.includes(error));
    left.theirs = left.theirs.filter(({ path }) => path !== undefined);
  }
  // Of some values of a wrong shape they make null without a word.
  const isSilent = leftTypeUnknown(theirs) || faults.some(({ kind }) => kind === 'wrong value');
  return compareShaping(ours, theirs, left, isSilent, met);
}

/** The names of the mutations in the order in which subgraphs were asked for them. */
function mutationsIn({ exchanges }: Told): string[] {
  return exchanges
    .filter(({ query }) => query.startsWith('mutation'))
    .flatMap(({ query }) => namesIn(getOperationAST(parse(query))?.selectionSet));
}

function namesIn(set: SelectionSetNode | undefined): string[] {
  return (set?.selections ?? []).flatMap((node) => {
    if (node.kind === Kind.FIELD)
      return node.name.value === '__typename' ? [] : [responseNameOf((node.alias ?? node.name).value)];
    return node.kind === Kind.INLINE_FRAGMENT ? namesIn(node.selectionSet) : [];
  });
}

/** Whether we asked a subgraph what an object is, and they did not. */
function askedForMore(ours: Told, theirs: Told): boolean {
  const asked = new Set(
    theirs.exchanges.map(({ subgraph, query }) => `${subgraph} ${query.startsWith('query($repr')}`),
  );
  return ours.exchanges.some(
    ({ subgraph, query }) =>
      /\{__typename\}+$/.test(query) && !asked.has(`${subgraph} ${query.startsWith('query($repr')}`),
  );
}

/** The stock planner fails on some valid operations, before anything is fetched. */
function isUnplanned({ result, exchanges }: Told): boolean {
  return exchanges.length === 0 && result.errors?.[0]?.extensions?.code === 'INTERNAL_SERVER_ERROR';
}

function responseNames(query: string): Set<string> {
  const names = new Set<string>();
  visit(parse(query), { Field: (node) => void names.add((node.alias ?? node.name).value) });
  return names;
}

/** Whether their path goes on, where ours ends, through what was not asked for there. */
function isBeyond(ours: Path = [], theirs: Path = [], { result }: Told, names: ReadonlySet<string>): boolean {
  const begins = samePath(withoutIndexes(ours), withoutIndexes(theirs.slice(0, ours.length)));
  const next = theirs[ours.length];
  return begins && typeof next === 'string' && (!names.has(next) || !isPlace(result.data, theirs));
}

/** What remains has to be of the shaping of the response, of which they tell elsewhere or not at all. */
function compareShaping(
  { result: { data, errors = [] } }: Told,
  theirs: Told,
  left: { ours: PlainError[]; theirs: PlainError[] },
  isSilent: boolean,
  met: Set<string>,
): string | null {
  if (left.theirs.length > 0) return `only they have an error at ${JSON.stringify(left.theirs[0]?.path)}`;
  const completion = valueCompletionOf(theirs);
  const hasErrors = (theirs.result.errors ?? []).length > 0;
  for (const { path = [], extensions } of left.ours) {
    const isTold =
      hasErrors || isSilent
        ? nullOn(data, path) !== undefined
        : completion.some((other) => samePath(path, other));
    if (!isTold || extensions?.code !== 'INTERNAL_SERVER_ERROR')
      return `only we have an error at ${JSON.stringify(path)}`;
    met.add(listed.errorsOfShaping.name);
  }
  for (const path of completion) {
    // One error is enough for a place that is null for several reasons.
    const at = nullOn(data, path);
    const isTold =
      at !== undefined && errors.some(({ path: ours = [] }) => samePath(ours.slice(0, at.length), at));
    if (!isTold) return `only they tell of a wrong value at ${JSON.stringify(path)}`;
    met.add(listed.errorsOfShaping.name);
  }
  return null;
}

function pairUp(
  left: { ours: PlainError[]; theirs: PlainError[] },
  isPair: (ours: PlainError, theirs: PlainError) => boolean,
): void {
  left.ours = left.ours.filter((one) => {
    const at = left.theirs.findIndex((other) => isPair(one, other));
    if (at >= 0) left.theirs.splice(at, 1);
    return at < 0;
  });
}

/** Codes that are told to clients; all others are one. */
function classOf({ extensions }: PlainError): string {
  const code = String(extensions?.code);
  return ['FORBIDDEN', 'BAD_USER_INPUT', 'SUBGRAPH_UNAVAILABLE'].includes(code) ? code : 'hidden';
}

const samePath = (one: Path | undefined, other: Path | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

const withoutIndexes = (path: Path | undefined): Path | undefined =>
  path?.map((each) => (typeof each === 'number' ? '@' : each));

const inner = (value: unknown, key: string | number): unknown => {
  if (Array.isArray(value)) return typeof key === 'number' ? value[key] : undefined;
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
};

function withNull(value: unknown, path: Path): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return null;
  if (Array.isArray(value))
    return value.map((each: unknown, index) => (index === key ? withNull(each, rest) : each));
  return isJsonObject(value) ? { ...value, [key]: withNull(value[key], rest) } : value;
}

/** The beginning of the path that leads to a null; undefined when it does not. */
function nullOn(data: JsonObject | null | undefined, path: Path): Path | undefined {
  let value: unknown = data;
  for (let length = 0; length <= path.length; length += 1) {
    if (value === null) return path.slice(0, length);
    value = inner(value, path[length] ?? '');
  }
  return undefined;
}

/** Whether the path leads to something of the answer, or into a null. */
function isPlace(data: JsonObject | null | undefined, path: Path): boolean {
  let value: unknown = data;
  for (const key of path) {
    if (value === null) return true;
    value = inner(value, key);
    if (value === undefined) return false;
  }
  return true;
}

function firstDifference(one: unknown, other: unknown, path: Path = []): Path {
  const keys = (value: unknown): (string | number)[] =>
    Array.isArray(value) ? [...value.keys()] : isJsonObject(value) ? Object.keys(value) : [];
  if (keys(one).sort().join() !== keys(other).sort().join()) return path;
  const key = keys(one).find((each) => canonical(inner(one, each)) !== canonical(inner(other, each)));
  return key === undefined ? path : firstDifference(inner(one, key), inner(other, key), [...path, key]);
}
