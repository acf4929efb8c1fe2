import { aliceId, bobId } from './fixture.ts';
import { startProfile, type RunningProfile } from './running-profile.ts';

interface Entity {
  id?: string;
  displayName?: string | null;
  profile?: Record<string, unknown> | null;
}

const users = `query ($users: [_Any!]!) {
  _entities(representations: $users) {
    ... on User { id displayName profile { id displayName phone locale timeZone updatedAt user { id } } }
  }
}`;
const names = `query ($users: [_Any!]!) { _entities(representations: $users) { ... on User { displayName } } }`;
const profilesById = `query ($users: [_Any!]!) {
  _entities(representations: $users) { ... on Profile { id displayName phone } }
}`;
const updateProfile = `mutation ($input: UpdateProfileInput!) {
  updateProfile(input: $input) {
    __typename
    ... on Profile { id displayName phone locale timeZone }
    ... on InvalidInput { message fields { name message } }
  }
}`;

const references = (typename: string, ...ids: string[]) => ({
  users: ids.map((id) => ({ __typename: typename, id })),
});

describe('profiles', () => {
  let subgraph: RunningProfile;

  beforeAll(async () => {
    subgraph = await startProfile();
    await subgraph.register(aliceId, 'Alice');
    await subgraph.register(bobId, 'Bob');
  });
  afterAll(() => subgraph?.stop());

  const published = (type: string, subject: string) =>
    subgraph.published.filter((event) => event.type === type && event.subject === subject);

  it('are made once when somebody registers, though the event comes twice', async () => {
    const carolId = '0199aa00-0000-7000-8000-000000000003';
    const event = await subgraph.register(carolId, 'Carol');
    await subgraph.publishAgain(event);
    // Queues keep their order: when Dave's profile stands, Carol's second event has been handled.
    await subgraph.register('0199aa00-0000-7000-8000-000000000004', 'Dave');
    await subgraph.eventually(() => expect(published('profile.profile.created', carolId)).toHaveLength(1));
    expect(await subgraph.nameOf(carolId)).toBe('Carol');
  });

  it('are read and edited by their owner, and each change is told', async () => {
    const input = { displayName: 'Bobby', phone: '+41791234567', locale: 'de-CH', timeZone: 'Europe/Zurich' };
    const { data } = await subgraph.execute(updateProfile, { input }, { as: { userId: bobId } });
    expect(data).toEqual({ updateProfile: { __typename: 'Profile', id: bobId, ...input } });
    const read = await subgraph.execute<{ _entities: Entity[] }>(users, references('User', bobId), {
      as: { userId: bobId },
    });
    expect(read.data?._entities[0]?.profile).toMatchObject({ ...input, user: { id: bobId } });
    await subgraph.eventually(() =>
      expect(published('profile.profile.updated', bobId)).toMatchObject([
        { data: { before: { displayName: 'Bob' }, after: input } },
      ]),
    );
  });

  it('name the fields that cannot be taken', async () => {
    const input = { phone: '12', timeZone: 'Moon/Sea' };
    const { data } = await subgraph.execute(updateProfile, { input }, { as: { userId: aliceId } });
    expect(data).toMatchObject({
      updateProfile: { __typename: 'InvalidInput', fields: [{ name: 'phone' }, { name: 'timeZone' }] },
    });
  });

  it('show their name to everybody who is signed in, and the rest to their owner', async () => {
    const { data, errors } = await subgraph.execute<{ _entities: Entity[] }>(
      users,
      references('User', aliceId, bobId),
      { as: { userId: bobId } },
    );
    expect(errors).toBeUndefined();
    expect(data?._entities).toMatchObject([
      { displayName: 'Alice', profile: null },
      { displayName: expect.any(String), profile: { id: bobId } },
    ]);
  });

  it('are seen by administrators', async () => {
    const as = { userId: bobId, role: 'ADMIN' } as const;
    const { data } = await subgraph.execute<{ _entities: Entity[] }>(users, references('User', aliceId), {
      as,
    });
    expect(data?._entities[0]?.profile).toMatchObject({ displayName: 'Alice', locale: 'en-GB' });
  });

  it('are not given away for their key', async () => {
    const asked = references('Profile', aliceId, bobId);
    const { data } = await subgraph.execute<{ _entities: unknown[] }>(profilesById, asked, {
      as: { userId: bobId },
    });
    expect(data?._entities).toEqual([null, expect.objectContaining({ id: bobId })]);
  });

  it('are for nobody who has not signed in', async () => {
    const read = await subgraph.execute<{ _entities: Entity[] }>(names, references('User', aliceId));
    expect(read.data?._entities).toEqual([{ displayName: null }]);
    expect(read.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
    const written = await subgraph.execute(updateProfile, { input: { displayName: 'Eve' } });
    expect(written.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('have no name where there is no such user', async () => {
    expect(await subgraph.nameOf('0199aa00-0000-7000-8000-000000000009', aliceId)).toBeNull();
    expect(await subgraph.nameOf('not-an-id', aliceId)).toBeNull();
  });
});
