import { getOwn, isJsonObject, type JsonObject } from './json.ts';

/** A path into one response, list indexes included. */
export type ResponsePath = readonly (string | number)[];

/** The objects of the data gathered so far that a plan node works on. */
export interface Position {
  readonly objects: readonly JsonObject[];
  /** Where each of the objects stands. It is worked out only when there is an error to tell. */
  paths(): ResponsePath[];
}

/** From one position to another within it. */
export type Move = (position: Position) => Position;

/** The whole response. */
export function rootPosition(root: JsonObject): Position {
  return { objects: [root], paths: () => [[]] };
}

/** Moves to the objects at the path of a flatten node, in which `@` stands for every element of a list. */
export function compileMove(path: readonly (string | number)[]): Move {
  const keys = path.map(String);
  return (position) => {
    const objects: JsonObject[] = [];
    for (const object of position.objects) collectAt(object, keys, 0, objects);
    const paths = () => {
      const starts = position.paths();
      return position.objects.flatMap((object, index) => {
        const found: ResponsePath[] = [];
        collectPathsAt(object, keys, 0, [...(starts[index] ?? [])], found);
        return found;
      });
    };
    return { objects, paths };
  };
}

/** The objects at all of these positions. */
export function joinPositions(positions: readonly Position[]): Position {
  return {
    objects: positions.flatMap(({ objects }) => objects),
    paths: () => positions.flatMap(({ paths }) => paths()),
  };
}

function collectAt(value: unknown, keys: readonly string[], at: number, found: JsonObject[]): void {
  if (Array.isArray(value)) {
    const next = keys[at] === '@' ? at + 1 : at;
    for (const each of value) collectAt(each, keys, next, found);
  } else if (isJsonObject(value)) {
    const key = keys[at];
    if (key === undefined) found.push(value);
    else collectAt(getOwn(value, key), keys, at + 1, found);
  }
}

/** Goes the same way as `collectAt`. */
function collectPathsAt(
  value: unknown,
  keys: readonly string[],
  at: number,
  path: (string | number)[],
  found: ResponsePath[],
): void {
  const visit = (inner: unknown, key: string | number, next: number) => {
    path.push(key);
    collectPathsAt(inner, keys, next, path, found);
    path.pop();
  };
  if (Array.isArray(value)) {
    const next = keys[at] === '@' ? at + 1 : at;
    value.forEach((each: unknown, index) => visit(each, index, next));
  } else if (isJsonObject(value)) {
    const key = keys[at];
    if (key === undefined) found.push([...path]);
    else visit(getOwn(value, key), key, at + 1);
  }
}
