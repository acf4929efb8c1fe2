import { composeSupergraph, federationLink } from './compose.ts';
import { startHttpSubgraph, type HttpSubgraph } from './http-subgraph.ts';

/** A graph whose fields, types, interfaces, scalars and enums are guarded in every way there is. */
export interface Vault {
  readonly supergraphSdl: string;
  readonly subgraph: HttpSubgraph;
  /** The words that stand in what the subgraph was asked. */
  asked(): string;
  stop(): Promise<void>;
}

const sdl = `${federationLink('@key', '@authenticated', '@requiresScopes', '@policy')}
  type Query {
    open: String!
    door: Door!
    maybeDoor: Door
    doors: [Door]!
    things: [Thing]
    finds: [Find]
    signedIn: String @authenticated
    read: String @requiresScopes(scopes: [["read"]])
    either: String @requiresScopes(scopes: [["read", "list"], ["admin"]])
    mood: Mood
    stamp: Stamp
    safe: Safe
    reachable: String @policy(policies: [["email-verified"]])
    trade: String @policy(policies: [["vendor", "email-verified"], ["administrator"]])
    both: String @policy(policies: [["vendor"]]) @requiresScopes(scopes: [["read"]])
    till: Till
    seals: [Sealed]
  }
  interface Sealed { id: ID!  mark: String }
  type Letter implements Sealed { id: ID!  mark: String @policy(policies: [["vendor"]]) }
  type Parcel implements Sealed { id: ID!  mark: String }
  type Till @policy(policies: [["vendor"]]) { sum: Int }
  type Mutation { knock: String!  openDoor(name: String!): Door @requiresScopes(scopes: [["write"]])  leave: Boolean @authenticated }
  type Door { name: String!  key: String @requiresScopes(scopes: [["read"]])  code: String! @authenticated  next: Door }
  interface Thing { id: ID!  name: String }
  type Cup implements Thing { id: ID!  name: String }
  type Ring implements Thing { id: ID!  name: String @requiresScopes(scopes: [["read"]]) }
  type Safe @authenticated { size: Int  inside: String @requiresScopes(scopes: [["read"]]) }
  union Find = Cup | Safe
  enum Mood @authenticated { GOOD BAD }
  scalar Stamp @requiresScopes(scopes: [["admin"]])
`;

const door = { name: 'front', key: 'k', code: '1234', next: { name: 'back', key: 'k2', code: '5678' } };

const ruledByPolicies = {
  reachable: () => 'by mail',
  trade: () => 'traded',
  both: () => 'both',
  till: () => ({ sum: 7 }),
  seals: () => [
    { __typename: 'Letter', id: 'l', mark: 'wax' },
    { __typename: 'Parcel', id: 'p', mark: 'tape' },
  ],
};

/** Starts the vault. */
export async function startVault(): Promise<Vault> {
  const subgraph = await startHttpSubgraph({
    name: 'vault',
    sdl,
    resolvers: {
      Query: {
        open: () => 'yes',
        door: () => door,
        maybeDoor: () => door,
        doors: () => [door, null, door],
        things: () => [
          { __typename: 'Cup', id: 'c', name: 'cup' },
          { __typename: 'Ring', id: 'r', name: 'ring' },
        ],
        finds: () => [
          { __typename: 'Cup', id: 'c', name: 'cup' },
          { __typename: 'Safe', size: 3, inside: 'gold' },
        ],
        signedIn: () => 'hello',
        read: () => 'text',
        either: () => 'one of them',
        mood: () => 'GOOD',
        stamp: () => 'now',
        safe: () => ({ size: 3, inside: 'gold' }),
        ...ruledByPolicies,
      },
      Mutation: { knock: () => 'knocked', openDoor: () => door, leave: () => true },
    },
  });
  return {
    supergraphSdl: composeSupergraph([subgraph]),
    subgraph,
    asked: () => subgraph.seen.map(({ query }) => query).join('\n'),
    stop: () => subgraph.stop(),
  };
}
