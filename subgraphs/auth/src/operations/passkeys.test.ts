import { openAuthFixture, password, type AuthFixture } from '../../test/fixture.ts';
import { SoftwareAuthenticator, type Otherwise } from '../../test/software-authenticator.ts';
import { Passkey } from '../entities/passkey.entity.ts';
import { addPasskey } from './add-passkey.ts';
import { beginPasskeySetup, beginPasskeySignIn } from './begin-passkey.ts';
import { endOwnSessions } from './end-sessions.ts';
import { passkeysOf } from './list-passkeys.ts';
import { removePasskey, renamePasskey } from './manage-passkeys.ts';
import type { OpenSession } from './session-lifecycle.ts';
import { signIn } from './sign-in.ts';

const refused = { __typename: 'PasskeyRefused', message: expect.any(String) };
const expired = { __typename: 'ChallengeExpired', message: expect.any(String) };

describe('passkeys of an account', () => {
  let auth: AuthFixture;
  let alice: OpenSession;
  let device: SoftwareAuthenticator;
  beforeAll(async () => {
    auth = await openAuthFixture();
  });
  beforeEach(async () => {
    await auth.clear();
    alice = await auth.registered('alice@example.com');
    device = new SoftwareAuthenticator();
  });
  afterAll(() => auth.close());

  const viewerOf = ({ accessToken }: OpenSession) => auth.signer.verify(accessToken);
  const begin = async (who = alice) => {
    const setup = await beginPasskeySetup(auth.context(), await viewerOf(who));
    if (setup.__typename !== 'PasskeySetup') throw new Error(setup.message);
    return setup;
  };
  const add = async (input: Parameters<typeof addPasskey>[2], who = alice) =>
    addPasskey(auth.context(), await viewerOf(who), input);
  const added = async (who = alice, by = device) => {
    const result = await add(by.create(await begin(who)), who);
    if (result.__typename !== 'PasskeyAdded') throw new Error(result.__typename);
    return result.passkey;
  };
  const owned = (who = alice) => passkeysOf(auth.orm.em.fork(), who.viewer.id);
  const told = async () => (await auth.events()).filter(({ type }) => type.includes('passkey'));

  it('are added by what a device made of our challenge, named after it, and told of', async () => {
    const passkey = await added();
    expect(await owned()).toMatchObject([
      { id: passkey.id, credentialId: device.credentialId, transports: ['internal'], counter: 0 },
    ]);
    expect(await told()).toMatchObject([
      {
        type: 'auth.user.passkey-added',
        subject: alice.viewer.id,
        actor: alice.viewer.id,
        data: { passkeyId: passkey.id, before: { passkey: null }, after: { passkey: passkey.name } },
      },
    ]);
  });

  it.each<[string, Otherwise]>([
    ['was asked on a page of somebody else', { origin: 'https://pay.example.evil' }],
    ['was asked at another port', { origin: 'https://pay.example:8443' }],
    ['was asked inside a page of somebody else', { crossOrigin: true }],
    ['is bound to another host', { rpId: 'evil.example' }],
    ['was not unlocked by its owner', { userVerified: false }],
  ])('are not added by a device that %s', async (_why, otherwise) => {
    expect(await add(device.create(await begin(), otherwise))).toEqual(refused);
    expect(await owned()).toEqual([]);
  });

  it('are not added by a challenge that was used, of another session, for a sign-in or too old', async () => {
    const setup = await begin();
    await add(device.create(setup));
    expect(await add(new SoftwareAuthenticator().create(setup))).toEqual(expired);

    const second = await signIn(auth.context(), { email: 'alice@example.com', password });
    if (second.__typename !== 'Session') throw new Error(second.__typename);
    expect(await add(new SoftwareAuthenticator().create(await begin()), second)).toEqual(expired);

    const { challenge } = await beginPasskeySignIn(auth.context());
    expect(await add(new SoftwareAuthenticator().create({ ...setup, challenge }))).toEqual(expired);

    const old = await begin();
    auth.clock.advance(5 * 60);
    expect(await add(new SoftwareAuthenticator().create(old))).toEqual(expired);
    expect(await owned()).toHaveLength(1);
  });

  it('take a challenge once, also from two at the same moment', async () => {
    const setup = await begin();
    const devices = [device, new SoftwareAuthenticator()];
    const results = await Promise.all(devices.map((each) => add(each.create(setup))));
    expect(results.map(({ __typename }) => __typename).toSorted()).toEqual([
      'ChallengeExpired',
      'PasskeyAdded',
    ]);
    expect(await owned()).toHaveLength(1);
  });

  it('are the passkey of one account alone', async () => {
    await added();
    const bob = await auth.registered('bob@example.com');
    expect(await add(device.create(await begin(bob)), bob)).toEqual(refused);
    expect(await owned(bob)).toEqual([]);
  });

  it('are twenty at most, also when two are added at once to nineteen', async () => {
    for (let each = 0; each < 19; each += 1) await added(alice, new SoftwareAuthenticator());
    const setups = [await begin(), await begin()];
    const results = await Promise.all(setups.map((setup) => add(new SoftwareAuthenticator().create(setup))));
    expect(results.map(({ __typename }) => __typename).toSorted()).toEqual([
      'PasskeyAdded',
      'TooManyPasskeys',
    ]);
    expect(await beginPasskeySetup(auth.context(), await viewerOf(alice))).toMatchObject({
      __typename: 'TooManyPasskeys',
    });
  });

  it('are not added in a session that is over, though its token is not', async () => {
    const setup = await begin();
    await endOwnSessions(auth.context(), await viewerOf(alice), 'ALL');
    await expect(add(device.create(setup))).rejects.toMatchObject({
      extensions: { code: 'UNAUTHENTICATED' },
    });
    expect(await owned()).toEqual([]);
  });

  it('name the field that cannot be right at all', async () => {
    const good = device.create(await begin());
    expect(await add({ ...good, attestationObject: '€' })).toMatchObject({
      __typename: 'InvalidInput',
      fields: [{ name: 'attestationObject' }],
    });
    expect(await add({ ...good, transports: ['a b'] })).toMatchObject({
      fields: [{ name: 'transports.0' }],
    });
    expect(await add({ ...good, clientDataJson: 'words' })).toEqual(refused);
  });

  it('get another name from their owner, who is told of, and no name that is none', async () => {
    const { id, name } = await added();
    const rename = async (to: string, who = alice) =>
      renamePasskey(auth.context(), await viewerOf(who), { id, name: to });
    expect(await rename('  Key ring ')).toMatchObject({
      __typename: 'PasskeyRenamed',
      passkey: { name: 'Key ring' },
    });
    expect((await told()).at(-1)).toMatchObject({
      type: 'auth.user.passkey-renamed',
      data: { before: { passkey: name }, after: { passkey: 'Key ring' } },
    });
    await rename('Key ring');
    expect(await told()).toHaveLength(2);
    for (const none of ['', ' ', 'x'.repeat(61), 'a\nb', '\u200b'])
      expect(await rename(none)).toMatchObject({ __typename: 'InvalidInput', fields: [{ name: 'name' }] });
    const bob = await auth.registered('bob@example.com');
    expect(await rename('Mine', bob)).toMatchObject({ __typename: 'PasskeyNotFound' });
  });

  it('are removed by their owner, once, and by nobody else', async () => {
    const { id, name } = await added();
    const remove = async (who = alice, which = id) =>
      removePasskey(auth.context(), await viewerOf(who), which);
    const bob = await auth.registered('bob@example.com');
    const notFound = { __typename: 'PasskeyNotFound' };
    expect(await remove(bob)).toMatchObject(notFound);
    expect(await remove(alice, 'no id')).toMatchObject(notFound);
    const both = await Promise.all([remove(), remove()]);
    expect(both.map(({ __typename }) => __typename).toSorted()).toEqual([
      'PasskeyNotFound',
      'PasskeyRemoved',
    ]);
    expect(await auth.orm.em.fork().count(Passkey)).toBe(0);
    expect((await told()).filter(({ type }) => type === 'auth.user.passkey-removed')).toMatchObject([
      { data: { passkeyId: id, before: { passkey: name }, after: { passkey: null } } },
    ]);
  });
});
