import type { TestSubgraph } from '@payloom/testkit/subgraph';
import { v7 as uuidv7 } from 'uuid';
import { User } from '../src/entities/user.entity.ts';
import { consumes } from '../src/events/consumes.ts';
import { startAuthSubgraph } from './auth-subgraph.ts';
import { password } from './fixture.ts';

const register = `mutation ($email: String!, $password: String!) {
  result: register(input: { email: $email, password: $password, displayName: "Somebody" }) {
    __typename ... on Problem { message }
  }
}`;

describe('whether sign-up is open', () => {
  let auth: TestSubgraph;

  beforeAll(async () => {
    ({ subgraph: auth } = await startAuthSubgraph({ consumes }));
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
