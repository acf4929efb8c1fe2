import { openAuthFixture, password, type AuthFixture } from '../../test/fixture.ts';
import { followSetting, isRegistrationOpen } from './follow-settings.ts';
import { register } from './register.ts';

describe('the settings that auth follows', () => {
  let auth: AuthFixture;
  beforeEach(async () => {
    auth = await openAuthFixture();
  });
  afterEach(() => auth.close());

  const follow = (version: number, value: boolean | string, key = 'registration.open') =>
    followSetting(auth.orm.em.fork(), {
      key,
      version,
      before: { value: true },
      after: { value },
      reason: 'To try it.',
    });
  const isOpen = () => isRegistrationOpen(auth.orm.em.fork());

  it('let people sign up until somebody decides otherwise', async () => {
    expect(await isOpen()).toBe(true);
    await follow(1, false);
    expect(await isOpen()).toBe(false);
    const input = { email: 'alice@example.com', password, displayName: 'Alice' };
    expect(await register(auth.context(), input)).toEqual({
      __typename: 'RegistrationClosed',
      message: 'New accounts cannot be made at the moment. If you have an account, sign in.',
    });
    expect(await auth.events()).toEqual([]);
    await follow(2, true);
    expect(await register(auth.context(), input)).toMatchObject({ __typename: 'Session' });
  });

  it('are not turned back by an older change that comes late', async () => {
    await follow(5, false);
    await follow(4, true);
    expect(await isOpen()).toBe(false);
  });

  it('are as they were before where the value is none, and ignore what auth does not honour', async () => {
    await follow(1, 'perhaps');
    expect(await isOpen()).toBe(true);
    await follow(1, 'Back at noon.', 'notice.text');
    const stored = await auth.orm.em.execute('select key from settings');
    expect(stored).toEqual([{ key: 'registration.open' }]);
  });
});
