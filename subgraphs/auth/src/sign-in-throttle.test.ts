import { MikroORM } from '@mikro-orm/postgresql';
import { eventually } from '@payloom/testkit/eventually';
import { openAuthFixture, password, type AuthFixture } from '../test/fixture.ts';
import { startSweep } from './sweep.ts';
import { forgetAfterSeconds } from './throttle.ts';
import { signIn } from './operations/sign-in.ts';

const alice = 'alice@example.com';
const wrong = 'a wrong password';

describe('attempts to sign in', () => {
  let auth: AuthFixture;
  beforeAll(async () => {
    auth = await openAuthFixture();
  });
  beforeEach(async () => {
    await auth.clear();
    await auth.registered(alice);
  });
  afterAll(() => auth.close());

  const attempt = (email: string, tried: string, clientAddress = '192.0.2.7') =>
    signIn({ ...auth.context(), clientAddress }, { email, password: tried });
  const fail = async (count: number, email = alice) => {
    const answers: string[] = [];
    for (let each = 0; each < count; each += 1) answers.push((await attempt(email, wrong)).__typename);
    return answers;
  };
  const waitOf = (answer: Awaited<ReturnType<typeof attempt>>) =>
    answer.__typename === 'TooManyAttempts' ? answer.retryInSeconds : 0;

  it.each([alice, 'nobody@example.com'])(
    'are let wait after five failures, longer each time (%s)',
    async (email) => {
      expect(await fail(5, email)).toEqual(Array(5).fill('InvalidCredentials'));
      const refused = await attempt(email, password);
      expect(refused).toEqual({
        __typename: 'TooManyAttempts',
        message: 'There were too many attempts with a wrong password. Wait a little, then try again.',
        retryAt: new Date(auth.clock.now().getTime() + 5_000),
        retryInSeconds: 5,
      });
      // Asking meanwhile makes it no longer.
      expect(waitOf(await attempt(email, wrong))).toBe(5);
      const waits: number[] = [];
      for (let round = 0; round < 10; round += 1) {
        auth.clock.advance(waitOf(await attempt(email, wrong)));
        expect((await attempt(email, wrong)).__typename).toBe('InvalidCredentials');
        waits.push(waitOf(await attempt(email, wrong)));
      }
      expect(waits).toEqual([10, 20, 40, 80, 160, 320, 640, 900, 900, 900]);
    },
  );

  it('are free again when the wait is over, and begin anew after a success', async () => {
    await fail(5);
    auth.clock.advance(5);
    expect(await attempt(alice, password)).toMatchObject({ __typename: 'Session' });
    expect(await fail(5)).toEqual(Array(5).fill('InvalidCredentials'));
  });

  it('are forgotten after an hour without one', async () => {
    await fail(4);
    auth.clock.advance(forgetAfterSeconds + 1);
    expect(await fail(5)).toEqual(Array(5).fill('InvalidCredentials'));
  });

  it('of one account do not keep others waiting, and many from one address do', async () => {
    await fail(5);
    await auth.registered('bob@example.com');
    expect(await attempt('bob@example.com', password)).toMatchObject({ __typename: 'Session' });
    await auth.orm.em
      .getConnection()
      .execute("update throttles set failures = 49 where key = 'address:192.0.2.7'");
    expect(await fail(1, 'somebody@example.com')).toEqual(['InvalidCredentials']);
    expect(await attempt('bob@example.com', password)).toMatchObject({ __typename: 'TooManyAttempts' });
    expect(await attempt('bob@example.com', password, '192.0.2.8')).toMatchObject({ __typename: 'Session' });
  });

  it('that succeed are not counted, however many come from one address', async () => {
    for (let each = 0; each < 12; each += 1)
      expect(await attempt(alice, password)).toMatchObject({ __typename: 'Session' });
    const rows: { failures: number }[] = await auth.orm.em
      .getConnection()
      .execute("select failures from throttles where key like 'account:%' or key like 'address:%'");
    expect(rows).toEqual([{ failures: 0 }]);
  });

  it('cannot slip through together', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => attempt(alice, wrong)));
    const count = (name: string) => answers.filter(({ __typename }) => __typename === name).length;
    expect([count('InvalidCredentials'), count('TooManyAttempts')]).toEqual([5, 15]);
  });

  it('count at every replica, and after a restart', async () => {
    await fail(5);
    const replica = await MikroORM.init({ ...auth.orm.config.getAll() });
    const answer = await signIn({ ...auth.context(), em: replica.em.fork() }, { email: alice, password });
    await replica.close();
    expect(answer).toMatchObject({ __typename: 'TooManyAttempts' });
  });

  it('are swept away when they count no more', async () => {
    await fail(1);
    await auth.orm.em
      .getConnection()
      .execute("update throttles set last_tried_at = now() - interval '2 hours'");
    const sweep = startSweep({ orm: auth.orm, log: { warn: () => {} } }, 20);
    const rows = () => auth.orm.em.getConnection().execute('select 1 from throttles');
    await eventually(async () => expect(await rows()).toHaveLength(0));
    await sweep.stop();
  });
});
