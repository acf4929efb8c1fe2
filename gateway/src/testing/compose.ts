import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

export interface ComposedSubgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

/** Composes a supergraph for a test. Throws when the subgraphs do not fit. */
export function composeSupergraph(subgraphs: readonly ComposedSubgraph[]): string {
  const result = composeServices(
    subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })),
  );
  if (result.errors) throw new Error(result.errors.map(({ message }) => message).join('\n'));
  return result.supergraphSdl;
}

/** Begins the SDL of a subgraph with what it imports. */
export const federationLink = (...imports: string[]): string =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ${JSON.stringify(imports)})\n`;

/** The head of a virtual subgraph's SDL, as the composition of the project writes it. */
export const liveHeader = `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@authenticated", "@requiresScopes", "@composeDirective"])
    @link(url: "https://payloom.dev/live/v1.0", import: ["@event"])
    @composeDirective(name: "@event")
  directive @event(types: [String!]!, where: [String!]) on FIELD_DEFINITION
  scalar Cursor
  scalar DateTime
`;

/** Lets the SDL of a subgraph say of which fields everybody gets the same; `@composeDirective` has to be imported. */
export const sharingHeader = `
  extend schema
    @link(url: "https://payloom.dev/sharing/v1.0", import: ["@sameForAll"])
    @composeDirective(name: "@sameForAll")
  directive @sameForAll(with: [String!]) on FIELD_DEFINITION | OBJECT
`;
