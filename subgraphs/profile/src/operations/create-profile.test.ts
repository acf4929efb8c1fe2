import { aliceId, openProfileFixture, type ProfileFixture } from '../../test/fixture.ts';
import { Profile } from '../entities/profile.entity.ts';
import { createProfile } from './create-profile.ts';

describe('createProfile', () => {
  let profiles: ProfileFixture;
  beforeAll(async () => {
    profiles = await openProfileFixture();
  });
  afterAll(() => profiles.close());

  const create = (displayName: string) =>
    profiles.orm.em.fork().transactional((em) => createProfile(em, { userId: aliceId, displayName }));
  const stored = () => profiles.orm.em.fork().findOneOrFail(Profile, aliceId);

  it('makes a profile with defaults and tells of it', async () => {
    await create('Alice');
    const after = {
      ...{ displayName: 'Alice', phone: null, locale: 'en-GB', timeZone: 'UTC' },
      // Nobody told where she is.
      preferredCurrency: 'EUR',
    };
    expect(await stored()).toMatchObject({ id: aliceId, ...after });
    expect(await profiles.events()).toMatchObject([
      {
        type: 'profile.profile.created',
        subject: aliceId,
        actor: 'system',
        audience: `user:${aliceId} role:ADMIN`,
        data: { userId: aliceId, after },
      },
    ]);
  });

  it('begins with the language and the time zone that somebody registered in', async () => {
    const userId = '01890000-0000-7000-8000-0000000000de';
    const first = { userId, displayName: 'Doris', locale: 'DE-ch', timeZone: 'Europe/Zurich' };
    await profiles.orm.em.fork().transactional((em) => createProfile(em, first));
    expect(await profiles.orm.em.fork().findOneOrFail(Profile, userId)).toMatchObject({
      locale: 'de-CH',
      timeZone: 'Europe/Zurich',
      preferredCurrency: 'CHF',
    });
  });

  it('leaves a profile that is there as it is and tells of nothing', async () => {
    await create('Somebody else');
    expect(await stored()).toMatchObject({ displayName: 'Alice' });
    expect(await profiles.events()).toHaveLength(2);
  });
});
