import type { TestSubgraph } from '@payloom/testkit/subgraph';
import { startAuthSubgraph } from './auth-subgraph.ts';
import { password } from './fixture.ts';

const register = `mutation ($email: String!, $password: String!) {
  register(input: { email: $email, password: $password, displayName: "Somebody" }) {
    ... on Session { viewer { id } }
  }
}`;
const byReference = `query ($ids: [_Any!]!) {
  _entities(representations: $ids) { ... on User { id email maskedEmail role status } }
}`;
const nobody = '0199aa00-0000-7000-8000-000000000001';

describe('a user', () => {
  let subgraph: TestSubgraph;
  let bobId: string;

  beforeAll(async () => {
    ({ subgraph } = await startAuthSubgraph({ takesTestTokens: true }));
    const answer = await subgraph.execute<{ register: { viewer: { id: string } } }>(register, {
      email: 'bob@example.com',
      password,
    });
    bobId = answer.data?.register.viewer.id ?? '';
  });
  afterAll(() => subgraph?.stop());

  const lookUp = (ids: string[], as?: { userId: string; role?: 'ADMIN' }) =>
    subgraph.execute<{ _entities: unknown[] }>(
      byReference,
      { ids: ids.map((id) => ({ __typename: 'User', id })) },
      as ? { as } : {},
    );

  it('is seen whole by themselves and by administrators', async () => {
    const whole = {
      id: bobId,
      email: 'bob@example.com',
      maskedEmail: 'b•••@example.com',
      role: 'CUSTOMER',
      status: 'ACTIVE',
    };
    expect((await lookUp([bobId], { userId: bobId })).data?._entities).toEqual([whole]);
    expect((await lookUp([bobId], { userId: nobody, role: 'ADMIN' })).data?._entities).toEqual([whole]);
  });

  it('is recognised by others, but not written to', async () => {
    const { data } = await lookUp([bobId], { userId: nobody });
    expect(data?._entities).toEqual([
      { id: bobId, email: null, maskedEmail: 'b•••@example.com', role: 'CUSTOMER', status: null },
    ]);
  });

  it('is not seen by who has not signed in', async () => {
    const { data, errors } = await lookUp([bobId]);
    expect(data?._entities).toEqual([null]);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('is null where there is none, whatever the id', async () => {
    const { data, errors } = await lookUp([nobody, 'not-an-id', bobId], { userId: bobId });
    expect(errors).toBeUndefined();
    expect(data?._entities).toEqual([null, null, expect.objectContaining({ id: bobId })]);
  });

  it('is null as the viewer while nobody is signed in', async () => {
    const { data, errors } = await subgraph.execute('{ viewer { id } }');
    expect([data, errors]).toEqual([{ viewer: null }, undefined]);
  });
});
