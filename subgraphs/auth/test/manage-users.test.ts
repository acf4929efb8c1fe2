import type { TestSubgraph } from '@payloom/testkit/subgraph';
import type { AccessTokenSigner } from '../src/access-token.ts';
import { User } from '../src/entities/user.entity.ts';
import { startAuthSubgraph } from './auth-subgraph.ts';
import { password } from './fixture.ts';

const register = `mutation ($email: String!, $password: String!) {
  result: register(input: { email: $email, password: $password, displayName: "Somebody" }) {
    ... on Session { id accessToken viewer { id } }
  }
}`;
const user = 'user { id role status }';
const mutations = {
  changeRole: `mutation ($userId: ID!) { result: changeRole(input: { userId: $userId, role: VENDOR, reason: "Why" }) { __typename ... on UserChanged { ${user} } } }`,
  suspendUser: `mutation ($userId: ID!) { result: suspendUser(input: { userId: $userId, reason: "Why" }) { __typename ... on UserChanged { ${user} } } }`,
  reinstateUser: `mutation ($userId: ID!) { result: reinstateUser(input: { userId: $userId, reason: "Why" }) { __typename ... on UserChanged { ${user} } } }`,
  endUserSessions: `mutation ($userId: ID!) { result: endUserSessions(input: { userId: $userId, reason: "Why" }) { __typename ... on SessionsEnded { count ${user} } } }`,
};

interface Registered {
  result: { id: string; accessToken: string; viewer: { id: string } };
}

describe('what administrators do to users', () => {
  let subgraph: TestSubgraph;
  let signer: AccessTokenSigner;
  let userId: string;
  let customer: string;
  let admin: string;

  beforeAll(async () => {
    ({ subgraph, signer } = await startAuthSubgraph());
    const made = async (email: string) => {
      const { data } = await subgraph.execute<Registered>(register, { email, password });
      if (!data) throw new Error('Nobody was registered');
      return data.result;
    };
    const [alice, root] = [await made('alice@example.com'), await made('root@example.com')];
    [userId, customer] = [alice.viewer.id, alice.accessToken];
    await subgraph.orm.em.fork().nativeUpdate(User, root.viewer.id, { role: 'ADMIN' });
    admin = (await signer.sign({ id: root.viewer.id, role: 'ADMIN' }, root, new Date())).token;
  });
  afterAll(() => subgraph?.stop());

  it.each(Object.keys(mutations) as (keyof typeof mutations)[])('is not for others: %s', async (name) => {
    const refused = await subgraph.execute(mutations[name], { userId }, { as: customer });
    expect(refused.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    const nobody = await subgraph.execute(mutations[name], { userId });
    expect(nobody.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it.each([
    ['endUserSessions', { count: 1, user: { role: 'CUSTOMER', status: 'ACTIVE' } }],
    ['changeRole', { user: { role: 'VENDOR', status: 'ACTIVE' } }],
    ['suspendUser', { user: { role: 'VENDOR', status: 'SUSPENDED' } }],
    ['reinstateUser', { user: { role: 'VENDOR', status: 'ACTIVE' } }],
  ] as const)('is answered with the user as they are then: %s', async (name, result) => {
    const answer = await subgraph.execute(mutations[name], { userId }, { as: admin });
    expect(answer).toMatchObject({ errors: undefined, data: { result } });
  });
});
