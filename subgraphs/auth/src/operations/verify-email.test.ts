import { audienceOf } from '@payloom/event-contracts/envelope';
import { openAuthFixture, password, type AuthFixture } from '../../test/fixture.ts';
import { OneTimeToken } from '../entities/one-time-token.entity.ts';
import { User } from '../entities/user.entity.ts';
import { followLanguage } from './follow-language.ts';
import { register } from './register.ts';
import type { OpenSession } from './session-lifecycle.ts';
import { removeExpiredTokens } from './one-time-tokens.ts';
import { sendEmailVerification, verifyEmail } from './verify-email.ts';

const email = 'alice@example.com';
const expired = { __typename: 'LinkExpired', message: expect.stringContaining('Ask for a new one') };

describe('an email', () => {
  let auth: AuthFixture;
  let alice: OpenSession;
  beforeAll(async () => {
    auth = await openAuthFixture();
  });
  beforeEach(async () => {
    await auth.clear();
    alice = await auth.registered(email);
  });
  afterAll(() => auth.close());

  const stored = () => auth.orm.em.fork().findOneOrFail(User, { email });
  const verify = (token: string) => verifyEmail(auth.context(), token);
  const sendAgain = async () => {
    const viewer = await auth.signer.verify(alice.accessToken);
    return sendEmailVerification(auth.context(), viewer);
  };
  const told = async () => (await auth.events()).filter(({ type }) => type === 'auth.user.email-verified');

  it('is proven by the link that registering mails to it', async () => {
    expect((await stored()).emailVerifiedAt).toBeNull();
    expect(await verify(await auth.mailedToken())).toEqual({ __typename: 'EmailVerified', email });
    expect((await stored()).emailVerifiedAt).toEqual(auth.clock.now());
    const [event, ...more] = await told();
    expect(event).toMatchObject({ actor: alice.viewer.id, data: { userId: alice.viewer.id, email } });
    expect(event && audienceOf(event)).toEqual([`user:${alice.viewer.id}`, 'role:ADMIN']);
    expect(more).toEqual([]);
  });

  it('is written to in the language that was chosen', async () => {
    await auth.mails();
    const input = { email: 'doris@example.com', password, displayName: 'Doris', locale: 'de-CH' };
    await register(auth.context(), input);
    const [mail] = await auth.mails();
    expect(mail).toMatchObject({
      to: 'doris@example.com',
      subject: 'Bitte bestätigen Sie Ihre E-Mail-Adresse',
    });
    expect(mail?.text).toContain('https://pay.example/verify-email#');
  });

  it('is written to in the language of the profile, once that has another', async () => {
    await auth.orm.em.fork().transactional((em) => followLanguage(em, alice.viewer.id, 'de-AT'));
    expect((await stored()).language).toBe('de');
    await auth.orm.em.fork().transactional((em) => followLanguage(em, alice.viewer.id, 'fr-CH'));
    expect((await stored()).language).toBe('en');
  });

  it('is proven once by one link, also by many at once, and the token is nowhere to be read', async () => {
    const token = await auth.mailedToken();
    const rows = await auth.orm.em.getConnection().execute('select * from one_time_tokens');
    expect(JSON.stringify(rows)).not.toContain(token);
    const answers = await Promise.all(Array.from({ length: 4 }, () => verify(token)));
    expect(answers.filter(({ __typename }) => __typename === 'EmailVerified')).toHaveLength(1);
    expect(await verify(token)).toEqual(expired);
    expect(await told()).toHaveLength(1);
    expect(JSON.stringify(await auth.events())).not.toContain(token);
  });

  it('is not proven by a link after a day, which is then swept away', async () => {
    const token = await auth.mailedToken();
    auth.clock.advance(24 * 60 * 60);
    expect(await verify(token)).toEqual(expired);
    await removeExpiredTokens(auth.orm.em.fork(), auth.clock.now());
    expect(await auth.orm.em.fork().count(OneTimeToken)).toBe(0);
  });

  it.each(['', 'x', "' or 1=1 --", '<script>alert(1)</script>', 'a'.repeat(32), 'a'.repeat(100_000)])(
    'is not proven by a made-up token (%#)',
    async (token) => {
      expect(await verify(token)).toEqual(expired);
      expect((await stored()).emailVerifiedAt).toBeNull();
    },
  );

  it('is sent the link again, and all of them are good until one is used', async () => {
    const first = await auth.mailedToken();
    expect(await sendAgain()).toEqual({ __typename: 'EmailVerificationSent', email });
    const second = await auth.mailedToken();
    expect(await verify(second)).toMatchObject({ __typename: 'EmailVerified' });
    expect(await verify(first)).toEqual(expired);
    expect(await sendAgain()).toEqual({ __typename: 'EmailVerified', email });
    expect(await auth.mails()).toEqual([]);
  });

  it('is not flooded', async () => {
    await auth.mails();
    for (let each = 0; each < 3; each += 1)
      expect(await sendAgain()).toMatchObject({ __typename: 'EmailVerificationSent' });
    expect(await sendAgain()).toMatchObject({ __typename: 'TooManyAttempts', retryInSeconds: 60 });
    expect(await auth.mails()).toHaveLength(3);
  });

  it('is not proven any more by the link once its account is suspended', async () => {
    const token = await auth.mailedToken();
    await auth.orm.em.fork().nativeUpdate(User, alice.viewer.id, { status: 'SUSPENDED' });
    expect(await verify(token)).toEqual(expired);
  });
});
