import { openAuthFixture, password, type AuthFixture } from '../test/fixture.ts';
import { deviceKnownDays, forgetOldDevices } from './known-devices.ts';
import { signIn } from './operations/sign-in.ts';

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0';
const newerFirefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';
const safari =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1';

interface Signs {
  readonly userAgent?: string;
  readonly clientAddress?: string;
  readonly deviceToken?: string | undefined;
}

describe('a device that somebody signs in on', () => {
  let auth: AuthFixture;
  beforeAll(async () => {
    auth = await openAuthFixture();
  });
  beforeEach(() => auth.clear());
  afterAll(() => auth.close());

  const email = 'alice@example.com';
  const on = async (signs: Signs, who = email) => {
    const result = await signIn(
      { ...auth.context(), userAgent: firefox, ...signs },
      { email: who, password },
    );
    if (result.__typename !== 'Session') throw new Error(result.__typename);
    const started = (await auth.events()).find(
      ({ type, subject }) => type === 'auth.session.started' && subject === result.id,
    );
    return { token: result.deviceToken, data: started?.data };
  };
  const isNew = async (signs: Signs, who?: string) => (await on(signs, who)).data?.['isNewDevice'];

  it('is no news when it is the first, and is told of with what it says of itself when it is another', async () => {
    await auth.registered(email);
    const [registered] = (await auth.events()).filter(({ type }) => type === 'auth.session.started');
    expect(registered?.data).toMatchObject({ isNewDevice: false });
    const { data } = await on({ userAgent: safari, clientAddress: '192.0.2.99' });
    expect(data).toMatchObject({
      isNewDevice: true,
      device: { kind: 'PHONE', browser: 'Safari', system: 'iOS' },
    });
  });

  it('is known by its cookie wherever it is, and stays so when its program is renewed', async () => {
    await auth.registered(email);
    const { token, data } = await on({});
    expect(data).toMatchObject({ isNewDevice: true });
    const moved = { userAgent: newerFirefox, clientAddress: '198.51.100.4', deviceToken: token };
    expect(await on(moved)).toMatchObject({ token, data: { isNewDevice: false } });
  });

  it('is known without one by the name of its program at the same address, and not at another', async () => {
    await auth.registered(email);
    await on({});
    expect(await isNew({ userAgent: newerFirefox })).toBe(false);
    expect(await isNew({ clientAddress: '198.51.100.4' })).toBe(true);
  });

  it('is known to each account for itself, though they share its cookie', async () => {
    await auth.registered(email);
    await auth.registered('bob@example.com');
    const { token } = await on({});
    expect(await isNew({ deviceToken: token }, 'bob@example.com')).toBe(true);
    expect(await isNew({ deviceToken: token }, 'bob@example.com')).toBe(false);
  });

  it('gets a cookie of ours where it brings one that is none', async () => {
    await auth.registered(email);
    const { token } = await on({ deviceToken: 'words' });
    expect(token).toMatch(/^[\w-]{43}$/);
  });

  it('is forgotten when it was not used for long, and of many the oldest is', async () => {
    await auth.registered(email);
    const { token } = await on({});
    auth.clock.advance((deviceKnownDays + 1) * 24 * 60 * 60);
    await on({ userAgent: safari, clientAddress: '198.51.100.4' });
    await forgetOldDevices(auth.orm.em.fork(), auth.clock.now());
    expect(await isNew({ deviceToken: token })).toBe(true);
    for (let each = 0; each < 60; each += 1) {
      auth.clock.advance(1);
      await on({ clientAddress: `198.51.100.${each + 10}` });
    }
    const rows = await auth.orm.em.fork().execute('select mark from known_devices');
    expect(rows).toHaveLength(100);
  });
});
