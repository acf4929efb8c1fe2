import { GraphQLError, type FieldNode } from 'graphql';
import type { JsonObject } from './json.ts';
import { denialError, type Denial } from '../authorization/requirement.ts';

/** In the place of a value that could not be made: a null that goes up to the next nullable place. */
export const failed = Symbol('failed');

/** Makes a value of the response out of what was fetched. An error has been told of where it comes to `failed`. */
export type Complete = (run: ShapeRun, value: unknown) => unknown;

/** What went wrong while a response was shaped. */
export interface ShapingError {
  readonly error: GraphQLError;
  /** The viewer may not see the field; else the data breaks the schema. */
  readonly isDenial: boolean;
}

/** One response as it is shaped. */
export class ShapeRun {
  /** As the client sent them. */
  readonly variables: JsonObject;
  /** Where it is at. */
  readonly path: (string | number)[] = [];
  readonly found: ShapingError[] = [];

  constructor(variables: JsonObject) {
    this.variables = variables;
  }

  deny(denial: Denial, nodes: readonly FieldNode[]): typeof failed {
    const { message, extensions } = denialError(denial);
    const error = new GraphQLError(message, { nodes, path: [...this.path], extensions });
    this.found.push({ error, isDenial: true });
    return failed;
  }

  violate(message: string): typeof failed {
    this.found.push({ error: new GraphQLError(message, { path: [...this.path] }), isDenial: false });
    return failed;
  }
}
