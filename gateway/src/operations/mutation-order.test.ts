import { parse } from 'graphql';
import { composeSupergraph, federationLink } from '../testing/compose.ts';
import { openGraph } from '../testing/open-graph.ts';
import { withMutationsInOrder } from './mutation-order.ts';

const open = openGraph(
  composeSupergraph([
    {
      name: 'one',
      url: 'http://one/',
      sdl: `${federationLink('@key', '@shareable')}
        type Query { ready: Boolean }
        type Mutation { change: Value }
        type Value { parts: [Int!]! @shareable  of: Thing! @shareable }
        type Thing @key(fields: "id") { id: ID!  weight: Float @shareable }`,
    },
    {
      name: 'two',
      url: 'http://two/',
      sdl: `${federationLink('@key', '@shareable')}
        type Thing @key(fields: "id") { id: ID!  weight: Float @shareable }`,
    },
  ]),
);
afterAll(() => open.close());

it('asks one subgraph for mutations in the order of the operation, whatever the planner makes of it', () => {
  const document = parse('mutation { change { of { weight } } later: change { parts } }');
  const { node } = withMutationsInOrder(open.graph.plan(document, undefined), document, undefined);
  expect(node).toMatchObject({
    kind: 'Fetch',
    operation: 'mutation{change{of{weight}}later:change{parts}}',
  });
});
