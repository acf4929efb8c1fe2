import { openAuthFixture, type AuthFixture } from '../../test/fixture.ts';
import { findUser } from './find-user.ts';

describe('findUser', () => {
  let auth: AuthFixture;
  beforeAll(async () => {
    auth = await openAuthFixture();
  });
  afterAll(() => auth.close());

  it('finds many by one query, and null for those who are not there', async () => {
    const alice = await auth.registered('alice@example.com');
    const bob = await auth.registered('bob@example.com');
    const queriesBefore = auth.queries.length;
    const { em } = auth.context();
    const ids = [alice.viewer.id, '0199aa00-0000-7000-8000-000000000009', bob.viewer.id, 'not-an-id'];
    const users = await Promise.all(ids.map((id) => findUser(em, id)));
    expect(users).toEqual([
      expect.objectContaining({ email: 'alice@example.com' }),
      null,
      expect.objectContaining({ email: 'bob@example.com' }),
      null,
    ]);
    expect(auth.queries.slice(queriesBefore)).toHaveLength(1);
  });
});
