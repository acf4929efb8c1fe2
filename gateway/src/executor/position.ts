import { getOwn, isJsonObject, type JsonObject } from './json.ts';

/** A path into one response, list indexes included. */
export type ResponsePath = readonly (string | number)[];

/** The objects of the data gathered so far that a plan node works on. */
export interface Position {
  readonly objects: readonly JsonObject[];
  /** Where each of the objects stands. It is worked out only when there is an error to tell. */
  paths(): ResponsePath[];
}

/** The whole response. */
export function rootPosition(root: JsonObject): Position {
  return { objects: [root], paths: () => [[]] };
}

/** The objects at the path of a flatten node, in which `@` stands for every element of a list. */
export function moveInto(position: Position, path: readonly (string | number)[]): Position {
  const objects: JsonObject[] = [];
  for (const object of position.objects) visitAt(object, path, [], (found) => objects.push(found));
  const paths = () => {
    const starts = position.paths();
    return position.objects.flatMap((object, index) => {
      const found: ResponsePath[] = [];
      visitAt(object, path, [...(starts[index] ?? [])], (_, at) => found.push([...at]));
      return found;
    });
  };
  return { objects, paths };
}

/** The objects at all of these positions. */
export function joinPositions(positions: readonly Position[]): Position {
  return {
    objects: positions.flatMap(({ objects }) => objects),
    paths: () => positions.flatMap(({ paths }) => paths()),
  };
}

function visitAt(
  value: unknown,
  path: readonly (string | number)[],
  at: (string | number)[],
  visit: (object: JsonObject, at: ResponsePath) => void,
): void {
  const [head, ...rest] = path;
  if (Array.isArray(value)) {
    const inner = head === '@' ? rest : path;
    value.forEach((each: unknown, index) => {
      at.push(index);
      visitAt(each, inner, at, visit);
      at.pop();
    });
  } else if (isJsonObject(value)) {
    if (head === undefined) {
      visit(value, at);
      return;
    }
    at.push(head);
    visitAt(getOwn(value, String(head)), rest, at, visit);
    at.pop();
  }
}
