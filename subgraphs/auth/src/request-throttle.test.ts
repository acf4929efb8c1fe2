import { openAuthFixture, password, type AuthFixture } from '../test/fixture.ts';
import { User } from './entities/user.entity.ts';
import { register } from './operations/register.ts';

describe('accounts from one address', () => {
  let auth: AuthFixture;
  beforeAll(async () => {
    auth = await openAuthFixture();
  });
  afterAll(() => auth.close());

  it('are made with patience once there are many, and from elsewhere at once', async () => {
    const make = (email: string, clientAddress = '192.0.2.7') =>
      register({ ...auth.context(), clientAddress }, { email, password, displayName: 'Somebody' });
    await auth.orm.em
      .getConnection()
      .execute(`insert into throttles (key, failures, last_tried_at) values ('register:192.0.2.7', 59, ?)`, [
        auth.clock.now(),
      ]);
    expect(await make('one@example.com')).toMatchObject({ __typename: 'Session' });
    expect(await make('two@example.com')).toMatchObject({ __typename: 'TooManyAttempts', retryInSeconds: 5 });
    expect(await make('two@example.com', '192.0.2.8')).toMatchObject({ __typename: 'Session' });
    auth.clock.advance(5);
    expect(await make('three@example.com')).toMatchObject({ __typename: 'Session' });
    expect(await auth.orm.em.fork().count(User)).toBe(3);
  });
});
