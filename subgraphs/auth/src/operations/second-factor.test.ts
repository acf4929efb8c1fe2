import { Secret, TOTP } from 'otpauth';
import { openAuthFixture, password, type AuthFixture } from '../../test/fixture.ts';
import { changePassword } from './change-password.ts';
import { completeSignIn } from './complete-sign-in.ts';
import { confirmItIsMe } from './confirm-it-is-me.ts';
import { renewRecoveryCodes } from './renew-recovery-codes.ts';
import type { OpenSession } from './session-lifecycle.ts';
import { beginTotpSetup, confirmTotpSetup, turnOffTotp } from './set-up-totp.ts';
import { signIn } from './sign-in.ts';

const email = 'alice@example.com';
const wrongCode = { __typename: 'WrongCode', message: expect.any(String) };
const expired = { __typename: 'ChallengeExpired', message: expect.any(String) };

describe('a code as the second half of a sign-in', () => {
  let auth: AuthFixture;
  let alice: OpenSession;
  let app: TOTP;
  beforeAll(async () => {
    auth = await openAuthFixture();
  });
  beforeEach(async () => {
    await auth.clear();
    alice = await auth.registered(email);
  });
  afterAll(() => auth.close());

  const viewer = () => auth.signer.verify(alice.accessToken);
  const renewed = async () => {
    const result = await renewRecoveryCodes(auth.context(), await viewer());
    if (result.__typename !== 'RecoveryCodesRenewed') throw new Error(result.message);
    return result;
  };
  /** What the app shows, so many seconds from now. */
  const code = (inSeconds = 0) => app.generate({ timestamp: auth.clock.now().getTime() + inSeconds * 1_000 });
  const begin = async () => {
    const setup = await beginTotpSetup(auth.context(), await viewer());
    if (setup.__typename !== 'TotpSetup') throw new Error(setup.message);
    app = new TOTP({ secret: Secret.fromBase32(setup.secret) });
    return setup;
  };
  const confirm = async (typed = code()) => confirmTotpSetup(auth.context(), await viewer(), { code: typed });
  const turnOn = async () => {
    await begin();
    const on = await confirm();
    if (on.__typename !== 'TotpTurnedOn') throw new Error(on.message);
    auth.clock.advance(60);
    return on.recoveryCodes;
  };
  const challenge = async () => {
    const answer = await signIn(auth.context(), { email, password });
    if (answer.__typename !== 'SecondFactorRequired') throw new Error(answer.__typename);
    return answer.challenge;
  };
  const complete = (of: string, typed: string) =>
    completeSignIn(auth.context(), { challenge: of, code: typed });
  const types = async () =>
    (await auth.events()).map(({ type }) => type).filter((type) => /totp|code/.test(type));

  it('is asked for once a first code has shown that the app is set up', async () => {
    const { uri, secret } = await begin();
    expect(uri).toMatch(/^otpauth:\/\/totp\/Payloom:alice%40example\.com\?/);
    expect(await signIn(auth.context(), { email, password })).toMatchObject({ __typename: 'Session' });
    const on = await confirm();
    expect(on).toMatchObject({ __typename: 'TotpTurnedOn', user: { email } });
    const rows = await auth.orm.em
      .getConnection()
      .execute('select * from totp_credentials, recovery_codes, sign_in_challenges');
    expect(JSON.stringify(rows)).not.toContain(secret);
    auth.clock.advance(30);
    expect(await complete(await challenge(), code())).toMatchObject({
      __typename: 'Session',
      viewer: { email },
    });
    expect(await types()).toEqual(['auth.user.totp-turned-on']);
  });

  it('starts no session by the password alone, and tells of none', async () => {
    await turnOn();
    const before = await auth.events();
    const of = await challenge();
    expect(await auth.events()).toEqual(before);
    const rows = await auth.orm.em.getConnection().execute('select * from sign_in_challenges');
    expect(JSON.stringify(rows)).not.toContain(of);
  });

  it.each([-30, 0, 30])('is taken when the clock of the app is off by %d seconds', async (off) => {
    await turnOn();
    auth.clock.advance(60);
    expect(await complete(await challenge(), code(off))).toMatchObject({ __typename: 'Session' });
  });

  it.each([-90, 90])('is not taken when it is off by %d seconds', async (off) => {
    await turnOn();
    auth.clock.advance(120);
    expect(await complete(await challenge(), code(off))).toEqual(wrongCode);
  });

  it('is taken once, also by two at the same moment', async () => {
    await turnOn();
    const [one, other] = [await challenge(), await challenge()];
    const typed = code();
    const answers = await Promise.all([complete(one, typed), complete(other, typed)]);
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['Session', 'WrongCode']);
    // The one that showed the app at the setup is used up too.
    await turnOffTotp(auth.context(), await viewer());
    await begin();
    const first = code();
    await confirm(first);
    expect(await complete(await challenge(), first)).toEqual(wrongCode);
  });

  it('can be a recovery code, once each, however it is typed', async () => {
    const [code1 = '', code2 = '', ...more] = await turnOn();
    expect(more).toHaveLength(8);
    expect(await complete(await challenge(), code1)).toMatchObject({ __typename: 'Session' });
    expect(await complete(await challenge(), code1)).toEqual(wrongCode);
    const typed = ` ${code2.toUpperCase().replaceAll('-', ' ')} `;
    expect(await complete(await challenge(), typed)).toMatchObject({ __typename: 'Session' });
    const used = (await auth.events()).filter(({ type }) => type === 'auth.user.recovery-code-used');
    expect(used).toMatchObject([{ data: { leftCount: 9 } }, { data: { leftCount: 8 } }]);
    expect(JSON.stringify(await auth.events())).not.toContain(code1);
  });

  it('or a recovery code of those that were made last: the older ones are good no more', async () => {
    const old = await turnOn();
    const { recoveryCodes: fresh } = await renewed();
    expect(new Set([...old, ...fresh]).size).toBe(20);
    expect(await complete(await challenge(), old[0] ?? '')).toEqual(wrongCode);
    expect(await complete(await challenge(), fresh[0] ?? '')).toMatchObject({ __typename: 'Session' });
    const told = (await auth.events()).filter(({ type }) => type === 'auth.user.recovery-codes-renewed');
    expect(told).toMatchObject([{ subject: alice.viewer.id, data: { userId: alice.viewer.id } }]);
    await turnOffTotp(auth.context(), await viewer());
    expect(await renewRecoveryCodes(auth.context(), await viewer())).toMatchObject({
      __typename: 'TotpNotOn',
    });
  });

  it('shows within a session that it is still them, once, and is guessed no more often there', async () => {
    await turnOn();
    auth.clock.advance(30);
    const prove = async (typed: string) => confirmItIsMe(auth.context(), await viewer(), { code: typed });
    const now = code();
    expect(await prove(now)).toEqual({ __typename: 'ItIsYou', confirmedAt: auth.clock.now() });
    expect(await prove(now)).toEqual(wrongCode);
    const { recoveryCodes } = await renewed();
    expect(await prove(recoveryCodes[0] ?? '')).toMatchObject({ __typename: 'ItIsYou' });
    const confirmed = (await auth.events()).filter(({ type }) => type === 'auth.session.confirmed');
    expect(confirmed.map(({ data }) => data['proof'])).toEqual(['TOTP', 'RECOVERY_CODE']);
    for (let each = 0; each < 5; each += 1) expect(await prove('000000')).toEqual(wrongCode);
    expect(await prove(code(30))).toMatchObject({ __typename: 'TooManyAttempts' });
  });

  it('is no proof where no app was set up', async () => {
    const input = { code: '123456' };
    expect(await confirmItIsMe(auth.context(), await viewer(), input)).toEqual(wrongCode);
  });

  it('cannot be guessed: after five wrong ones each waits longer', async () => {
    await turnOn();
    const of = await challenge();
    for (let each = 0; each < 5; each += 1) expect(await complete(of, '000000')).toEqual(wrongCode);
    expect(await complete(of, code())).toMatchObject({ __typename: 'TooManyAttempts', retryInSeconds: 30 });
    // A new challenge makes no new guesses.
    expect(await complete(await challenge(), code())).toMatchObject({ __typename: 'TooManyAttempts' });
    auth.clock.advance(30);
    expect(await complete(await challenge(), code())).toMatchObject({ __typename: 'Session' });
  });

  it('is waited for five minutes, by one challenge once, and no longer than the password holds', async () => {
    await turnOn();
    const of = await challenge();
    auth.clock.advance(300);
    expect(await complete(of, code())).toEqual(expired);
    const used = await challenge();
    await complete(used, code());
    auth.clock.advance(30);
    expect(await complete(used, code())).toEqual(expired);
    const old = await challenge();
    await changePassword(auth.context(), await viewer(), {
      currentPassword: password,
      newPassword: 'battery staple correct',
    });
    expect(await complete(old, code())).toEqual(expired);
  });

  it.each(['', 'x'.repeat(43), "' or 1=1 --"])(
    'is not waited for by a made-up challenge (%j)',
    async (of) => {
      await turnOn();
      expect(await complete(of, code())).toEqual(expired);
    },
  );

  it.each(['', '12 34 5;', "' or 1=1", '<script>', '1'.repeat(41)])('is not %j', async (typed) => {
    await turnOn();
    const invalid = { __typename: 'InvalidInput', fields: [{ name: 'code' }] };
    expect(await complete(await challenge(), typed)).toMatchObject(invalid);
    expect(await confirm(typed)).toMatchObject(invalid);
  });

  it('is set up by a right code only, and once', async () => {
    await begin();
    expect(await confirm('000000')).toEqual(wrongCode);
    expect(await signIn(auth.context(), { email, password })).toMatchObject({ __typename: 'Session' });
    expect(await confirm()).toMatchObject({ __typename: 'TotpTurnedOn' });
    expect(await confirm(code(30))).toMatchObject({ __typename: 'InvalidInput', fields: [{ name: 'code' }] });
    expect(await beginTotpSetup(auth.context(), await viewer())).toMatchObject({
      __typename: 'TotpAlreadyOn',
    });
  });

  it('is asked for no more once it is turned off, which can be done twice', async () => {
    const codes = await turnOn();
    for (let each = 0; each < 2; each += 1)
      expect(await turnOffTotp(auth.context(), await viewer())).toMatchObject({
        __typename: 'TotpTurnedOff',
      });
    expect(await signIn(auth.context(), { email, password })).toMatchObject({ __typename: 'Session' });
    expect(await types()).toEqual(['auth.user.totp-turned-on', 'auth.user.totp-turned-off']);
    await turnOn();
    expect(await complete(await challenge(), codes[0] ?? '')).toEqual(wrongCode);
  });
});
