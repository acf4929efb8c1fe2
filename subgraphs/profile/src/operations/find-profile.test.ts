import { aliceId, bobId, openProfileFixture, type ProfileFixture } from '../../test/fixture.ts';
import { createProfile } from './create-profile.ts';
import { findProfile } from './find-profile.ts';

describe('findProfile', () => {
  let profiles: ProfileFixture;
  beforeAll(async () => {
    profiles = await openProfileFixture();
    await profiles.orm.em.fork().transactional(async (em) => {
      await createProfile(em, { userId: aliceId, displayName: 'Alice' });
      await createProfile(em, { userId: bobId, displayName: 'Bob' });
    });
  });
  afterAll(() => profiles.close());

  it('finds many by one query, and null where there is none', async () => {
    const queriesBefore = profiles.queries.length;
    const em = profiles.orm.em.fork();
    const ids = [aliceId, '0199aa00-0000-7000-8000-000000000009', bobId, 'not-an-id', aliceId];
    const found = await Promise.all(ids.map((id) => findProfile(em, id)));
    expect(found.map((profile) => profile && profile.displayName)).toEqual([
      'Alice',
      null,
      'Bob',
      null,
      'Alice',
    ]);
    expect(profiles.queries.slice(queriesBefore)).toHaveLength(1);
  });
});
