import { join } from 'node:path';
import { startTestSubgraph, type TestSubgraph } from '@payloom/testkit/subgraph';
import { v7 as uuidv7 } from 'uuid';
import { createContext } from '../src/context.ts';
import { User } from '../src/entities/user.entity.ts';
import { consumes } from '../src/events/consumes.ts';
import { httpRoutes } from '../src/http-routes.ts';
import { ormConfig } from '../src/orm.config.ts';
import { resolvers } from '../src/resolvers/resolvers.ts';
import { createTestSigner, password, testSealer, testRelyingParty } from './fixture.ts';

const register = `mutation ($email: String!, $password: String!) {
  result: register(input: { email: $email, password: $password, displayName: "Somebody" }) {
    __typename ... on Problem { message }
  }
}`;

describe('whether sign-up is open', () => {
  let auth: TestSubgraph;

  beforeAll(async () => {
    const signer = await createTestSigner();
    auth = await startTestSubgraph({
      name: 'auth',
      orm: ormConfig,
      schemaPath: join(import.meta.dirname, '../schema.graphql'),
      resolvers,
      context: createContext({
        signer,
        sealer: testSealer,
        relyingParty: testRelyingParty,
        cookieSecure: false,
      }),
      verifyToken: signer.verify,
      routes: httpRoutes(signer),
      consumes,
    });
  });
  afterAll(() => auth?.stop());

  const signUp = async () => {
    const variables = { email: `${uuidv7()}@example.com`, password };
    const { data, errors } = await auth.execute<{ result: { __typename: string } }>(register, variables);
    expect(errors).toBeUndefined();
    return data?.result.__typename;
  };
  const changed = (version: number, value: boolean) =>
    auth.publish({
      type: 'admin.setting.changed',
      subject: 'registration.open',
      data: {
        key: 'registration.open',
        version,
        before: { value: !value },
        after: { value },
        reason: 'To try it.',
      },
      audience: ['role:ADMIN'],
      actor: uuidv7(),
    });

  it('is decided by administrators, at any time, and holds from the moment it is heard of', async () => {
    expect(await signUp()).toBe('Session');
    await changed(1, false);
    await auth.eventually(async () => expect(await signUp()).toBe('RegistrationClosed'));
    const countBefore = await auth.orm.em.fork().count(User);
    expect(await signUp()).toBe('RegistrationClosed');
    expect(await auth.orm.em.fork().count(User)).toBe(countBefore);
    await changed(2, true);
    await auth.eventually(async () => expect(await signUp()).toBe('Session'));
  });
});
