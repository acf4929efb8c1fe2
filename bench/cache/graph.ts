import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { z } from 'zod';

const federation = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective"])\n`;

const keeping = `
  extend schema
    @link(url: "https://payloom.dev/sharing/v1.0", import: ["@sameForAll"])
    @link(url: "https://payloom.dev/caching/v1.0", import: ["@cacheControl"])
    @composeDirective(name: "@sameForAll")
    @composeDirective(name: "@cacheControl")
  directive @sameForAll(with: [String!]) on FIELD_DEFINITION | OBJECT
  directive @cacheControl(maxAge: Int, inheritMaxAge: Boolean, changedBy: [String!], by: String) on FIELD_DEFINITION | OBJECT
`;

export const profileSdl = `${federation}${keeping}
  type Mutation { rename(id: ID!): Int! }
  type User @key(fields: "id") @sameForAll
    @cacheControl(maxAge: 60, changedBy: ["profile.profile.*"], by: "userId") {
    id: ID!
    version: Int
    displayName: String
  }
`;

/** What leads to people, and is not kept. */
export const listsSdl = `${federation}
  type Query { people(ids: [ID!]!): [User!]! }
  type User @key(fields: "id") { id: ID! }
`;

/** What every reader asks. */
export const readQuery = 'query Read($ids: [ID!]!) { people(ids: $ids) { id version displayName } }';
export const renameMutation = 'mutation Rename($id: ID!) { rename(id: $id) }';

export const commitSchema = z.object({ id: z.string(), version: z.int(), atMs: z.number() });

/** When somebody got a version, in milliseconds of the system's clock. */
export type Commit = z.infer<typeof commitSchema>;

/** The supergraph over subgraphs at these addresses. */
export function composeGraph({ profile, lists }: { profile: string; lists: string }): string {
  const composed = composeServices([
    { name: 'profile', url: profile, typeDefs: parse(profileSdl) },
    { name: 'lists', url: lists, typeDefs: parse(listsSdl) },
  ]);
  if (composed.errors) throw new Error(composed.errors.map(({ message }) => message).join('\n'));
  return composed.supergraphSdl;
}
