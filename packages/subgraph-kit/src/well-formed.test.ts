import { ApolloServer } from '@apollo/server';
import { refuseBrokenText } from './well-formed.ts';

const server = new ApolloServer({
  typeDefs: 'type Query { say(words: [String!]!): String! }',
  resolvers: { Query: { say: (_: unknown, { words }: { words: string[] }) => words.join(' ') } },
  plugins: [refuseBrokenText],
});

async function say(...words: string[]) {
  const query = 'query Say($words: [String!]!) { say(words: $words) }';
  const { body } = await server.executeOperation({ query, variables: { words } });
  return body.kind === 'single' ? body.singleResult : undefined;
}

it('lets whole characters through, those beyond the first plane included', async () => {
  expect((await say('Zoë', '🥐'))?.data).toEqual({ say: 'Zoë 🥐' });
});

it('refuses half a character, wherever it stands in the variables', async () => {
  const answer = await say('fine', 'half \ud800');
  expect(answer?.data).toBeUndefined();
  expect(answer?.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
});
