import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import { enforceAuthDirectives } from './auth-directives.ts';
import type { Viewer } from './viewer.ts';

const schema = enforceAuthDirectives(
  buildSubgraphSchema({
    typeDefs: parse(`
      extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@authenticated", "@requiresScopes"])
      type Query {
        open: String
        mine: String @authenticated
        logs: String @requiresScopes(scopes: [["audit:read"], ["a", "b"]])
        vault: Vault
      }
      type Vault @requiresScopes(scopes: [["vault:read"]]) { gold: String }
    `),
    resolvers: {
      Query: { open: () => 'open', mine: () => 'mine', logs: () => 'logs', vault: () => ({ gold: 'gold' }) },
    },
  }),
);

function viewerWith(...scopes: string[]): Viewer {
  const proof = { authTime: new Date(), emailVerified: true };
  return { userId: 'u', sessionId: 's', role: 'CUSTOMER', scopes: new Set(scopes), ...proof };
}

async function ask(source: string, viewer: Viewer | null) {
  const { data, errors } = await graphql({ schema, source, contextValue: { viewer } });
  return { data: { ...data }, codes: (errors ?? []).map((error) => error.extensions.code) };
}

describe('authorization directives in a subgraph', () => {
  it('leave open fields open', async () => {
    expect(await ask('{ open }', null)).toEqual({ data: { open: 'open' }, codes: [] });
  });

  it('ask for a viewer where a field is @authenticated', async () => {
    expect(await ask('{ open mine }', null)).toEqual({
      data: { open: 'open', mine: null },
      codes: ['UNAUTHENTICATED'],
    });
    expect(await ask('{ mine }', viewerWith())).toEqual({ data: { mine: 'mine' }, codes: [] });
  });

  it('ask for any one of the lists of scopes, and of a list for all', async () => {
    expect((await ask('{ logs }', null)).codes).toEqual(['UNAUTHENTICATED']);
    expect((await ask('{ logs }', viewerWith('a'))).codes).toEqual(['FORBIDDEN']);
    expect((await ask('{ logs }', viewerWith('a', 'b'))).codes).toEqual([]);
    expect((await ask('{ logs }', viewerWith('audit:read'))).codes).toEqual([]);
  });

  it('hold for every field of a type that carries them, whatever the alias', async () => {
    expect(await ask('{ vault { shiny: gold } }', viewerWith())).toMatchObject({ codes: ['FORBIDDEN'] });
    expect((await ask('{ vault { gold } }', viewerWith('vault:read'))).codes).toEqual([]);
  });
});
