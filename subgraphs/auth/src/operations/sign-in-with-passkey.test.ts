import { Secret, TOTP } from 'otpauth';
import { openAuthFixture, type AuthFixture } from '../../test/fixture.ts';
import { SoftwareAuthenticator, type Otherwise } from '../../test/software-authenticator.ts';
import { PasskeyChallenge } from '../entities/passkey-challenge.entity.ts';
import { Passkey } from '../entities/passkey.entity.ts';
import { User } from '../entities/user.entity.ts';
import { addPasskey } from './add-passkey.ts';
import { beginPasskeyProof, beginPasskeySetup, beginPasskeySignIn } from './begin-passkey.ts';
import { confirmItIsMe } from './confirm-it-is-me.ts';
import { removePasskey } from './manage-passkeys.ts';
import type { OpenSession } from './session-lifecycle.ts';
import { beginTotpSetup, confirmTotpSetup } from './set-up-totp.ts';
import { signInWithPasskey } from './sign-in-with-passkey.ts';

const refused = { __typename: 'PasskeyRefused', message: expect.any(String) };
const expired = { __typename: 'ChallengeExpired', message: expect.any(String) };

describe('a sign-in by a passkey', () => {
  let auth: AuthFixture;
  let alice: OpenSession;
  let device: SoftwareAuthenticator;
  let passkeyId: string;
  beforeAll(async () => {
    auth = await openAuthFixture();
  });
  beforeEach(async () => {
    await auth.clear();
    alice = await auth.registered('alice@example.com');
    device = new SoftwareAuthenticator();
    passkeyId = await give(alice, device);
  });
  afterAll(() => auth.close());

  const viewerOf = ({ accessToken }: OpenSession) => auth.signer.verify(accessToken);
  const give = async (who: OpenSession, to: SoftwareAuthenticator) => {
    const viewer = await viewerOf(who);
    const setup = await beginPasskeySetup(auth.context(), viewer);
    if (setup.__typename !== 'PasskeySetup') throw new Error(setup.message);
    const result = await addPasskey(auth.context(), viewer, to.create(setup));
    if (result.__typename !== 'PasskeyAdded') throw new Error(result.__typename);
    return result.passkey.id;
  };
  const begin = () => beginPasskeySignIn(auth.context());
  const show = (input: Parameters<typeof signInWithPasskey>[1]) => signInWithPasskey(auth.context(), input);
  const signInBy = async (otherwise?: Otherwise) => show(device.get(await begin(), otherwise));

  it('starts a session that is just proven, and remembers when the passkey was used', async () => {
    auth.clock.advance(60);
    const result = await signInBy();
    if (result.__typename !== 'Session') throw new Error(result.__typename);
    expect(result.viewer.id).toBe(alice.viewer.id);
    expect(await auth.signer.verify(result.accessToken)).toMatchObject({ sessionId: result.id });
    const passkey = await auth.orm.em.fork().findOneOrFail(Passkey, passkeyId);
    expect(passkey).toMatchObject({ counter: 1, lastUsedAt: auth.clock.now() });
    expect(await signInBy()).toMatchObject({ __typename: 'Session' });
  });

  it('asks for no code of an app: what is had and was unlocked is two factors', async () => {
    const setup = await beginTotpSetup(auth.context(), await viewerOf(alice));
    if (setup.__typename !== 'TotpSetup') throw new Error(setup.message);
    const app = new TOTP({ secret: Secret.fromBase32(setup.secret) });
    const code = app.generate({ timestamp: auth.clock.now().getTime() });
    await confirmTotpSetup(auth.context(), await viewerOf(alice), { code });
    expect(await signInBy()).toMatchObject({ __typename: 'Session' });
  });

  it('tells nobody which passkeys there are', async () => {
    expect((await begin()).credentials).toEqual([]);
  });

  it.each<[string, Otherwise]>([
    ['on a page of somebody else', { origin: 'https://evil.example' }],
    ['at another host', { rpId: 'evil.example' }],
    ['inside a page of somebody else', { crossOrigin: true }],
    ['by a device that nobody unlocked', { userVerified: false }],
  ])('is refused %s', async (_where, otherwise) => {
    expect(await signInBy(otherwise)).toEqual(refused);
  });

  it('is refused alike for a passkey that is not there, is removed, or whose owner is suspended', async () => {
    const stranger = new SoftwareAuthenticator();
    const answers = [await show(stranger.get(await begin()))];
    await auth.orm.em.fork().nativeUpdate(User, alice.viewer.id, { status: 'SUSPENDED' });
    answers.push(await signInBy());
    await auth.orm.em.fork().nativeUpdate(User, alice.viewer.id, { status: 'ACTIVE' });
    await removePasskey(auth.context(), await viewerOf(alice), passkeyId);
    answers.push(await signInBy());
    expect(answers).toEqual([refused, refused, refused]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('is refused where the passkey says it is of somebody else, or of nobody', async () => {
    const bob = await auth.registered('bob@example.com');
    const bobs = new SoftwareAuthenticator();
    await give(bob, bobs);
    const { userHandle } = bobs.get(await begin());
    expect(await show({ ...device.get(await begin()), userHandle })).toEqual(refused);
    expect(await show({ ...device.get(await begin()), userHandle: null })).toEqual(refused);
    // Nor does the signature of one passkey hold for another.
    const { credentialId } = device;
    expect(await show({ ...bobs.get(await begin()), credentialId })).toEqual(refused);
  });

  it('is refused where the count has not gone on: somebody has a copy', async () => {
    expect(await signInBy({ counter: 7 })).toMatchObject({ __typename: 'Session' });
    expect(await signInBy({ counter: 7 })).toEqual(refused);
    expect(await signInBy({ counter: 6 })).toEqual(refused);
    expect(await signInBy({ counter: 8 })).toMatchObject({ __typename: 'Session' });
  });

  it('takes an answer once: again, or from two at the same moment, it is nothing', async () => {
    const answer = device.get(await begin());
    const both = await Promise.all([show(answer), show(answer)]);
    expect(both.map(({ __typename }) => __typename).toSorted()).toEqual(['ChallengeExpired', 'Session']);
    expect(await show(answer)).toEqual(expired);
  });

  it('lets one in of two who show the same count at the same moment', async () => {
    const challenges = [await begin(), await begin()];
    const answers = challenges.map((challenge) => device.get(challenge, { counter: 5 }));
    const results = await Promise.all(answers.map(show));
    expect(results.map(({ __typename }) => __typename).toSorted()).toEqual(['PasskeyRefused', 'Session']);
  });

  it('uses a challenge up also by a wrong answer, and none that is old or for something else', async () => {
    const challenge = await begin();
    expect(await show(device.get(challenge, { userVerified: false }))).toEqual(refused);
    expect(await show(device.get(challenge))).toEqual(expired);
    const old = await begin();
    auth.clock.advance(5 * 60);
    expect(await show(device.get(old))).toEqual(expired);
    expect(await show(device.get(await beginPasskeyProof(auth.context(), await viewerOf(alice))))).toEqual(
      expired,
    );
    expect(await show(device.get({ ...challenge, challenge: 'of our own making' }))).toEqual(expired);
  });

  it('asks for patience after five failures, whether or not there is such a passkey', async () => {
    const stranger = new SoftwareAuthenticator();
    for (const each of [device, stranger]) {
      for (let failure = 0; failure < 5; failure += 1)
        expect(await show(each.get(await begin(), { userVerified: false }))).toEqual(refused);
      expect(await show(each.get(await begin()))).toMatchObject({
        __typename: 'TooManyAttempts',
        retryInSeconds: 5,
      });
    }
    auth.clock.advance(6);
    expect(await signInBy()).toMatchObject({ __typename: 'Session' });
    expect(await signInBy()).toMatchObject({ __typename: 'Session' });
  });

  it('keeps no more open challenges of an address than it can have use for', async () => {
    const first = await begin();
    auth.clock.advance(1);
    for (let each = 0; each < 500; each += 1) await begin();
    expect(await auth.orm.em.fork().count(PasskeyChallenge)).toBe(500);
    expect(await show(device.get(first))).toEqual(expired);
  });

  it.each(['credentialId', 'clientDataJson', 'authenticatorData', 'signature', 'userHandle'])(
    'names %s where it cannot be right at all',
    async (name) => {
      const answer = device.get(await begin());
      expect(await show({ ...answer, [name]: 'no Base64url' })).toMatchObject({
        __typename: 'InvalidInput',
        fields: [{ name }],
      });
      expect(await show({ ...answer, [name]: 'x'.repeat(10_000) })).toMatchObject({
        __typename: 'InvalidInput',
      });
    },
  );

  describe('or a proof that it is still the viewer', () => {
    const prove = async (who: OpenSession, input: Parameters<typeof confirmItIsMe>[2]) =>
      confirmItIsMe(auth.context(), await viewerOf(who), input);
    const challengeOf = async (who: OpenSession) => beginPasskeyProof(auth.context(), await viewerOf(who));

    it('is taken from a passkey of the viewer’s, in the session that asked, once', async () => {
      const challenge = await challengeOf(alice);
      expect(challenge.credentials).toMatchObject([{ credentialId: device.credentialId }]);
      const passkey = device.get(challenge);
      expect(await prove(alice, { passkey })).toMatchObject({ __typename: 'ItIsYou' });
      expect(await prove(alice, { passkey })).toEqual(expired);
      const confirmed = (await auth.events()).filter(({ type }) => type === 'auth.session.confirmed');
      expect(confirmed).toMatchObject([{ subject: alice.id, data: { proof: 'PASSKEY' } }]);
    });

    it('is not taken from a passkey of somebody else, nor in another session, nor from a sign-in', async () => {
      const bob = await auth.registered('bob@example.com');
      expect(await prove(bob, { passkey: device.get(await challengeOf(bob)) })).toEqual(refused);
      expect(await prove(bob, { passkey: device.get(await challengeOf(alice)) })).toEqual(expired);
      expect(await prove(alice, { passkey: device.get(await begin()) })).toEqual(expired);
      const elsewhere = device.get(await challengeOf(alice), { origin: 'https://evil.example' });
      expect(await prove(alice, { passkey: elsewhere })).toEqual(refused);
    });
  });
});
