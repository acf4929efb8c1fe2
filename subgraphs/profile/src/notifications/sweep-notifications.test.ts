import { aliceId, bobId, openProfileFixture, type ProfileFixture } from '../../test/fixture.ts';
import { sweepNotifications } from './sweep-notifications.ts';

const insertSql = `
  insert into notifications (id, user_id, event_id, kind, details, at)
  select ('0199aa00-0000-7000-8000-' || lpad(to_hex(n + ?), 12, '0'))::uuid, ?, gen_random_uuid(), 'PAYMENT_FAILED', '{}',
    now() - make_interval(days => ?)
  from generate_series(1, ?) as n`;

describe('old notifications', () => {
  let profiles: ProfileFixture;
  beforeAll(async () => void (profiles = await openProfileFixture()));
  beforeEach(() => profiles.clear());
  afterAll(() => profiles.close());

  const insert = (from: number, userId: string, daysAgo: number, count: number) =>
    profiles.orm.em.fork().execute(insertSql, [from, userId, daysAgo, count]);
  const countOf = async (userId: string) => {
    const rows = await profiles.orm.em
      .fork()
      .execute<{ count: string }[]>('select count(*) as count from notifications where user_id = ?', [
        userId,
      ]);
    return Number(rows[0]?.count);
  };

  it('are forgotten after half a year', async () => {
    await insert(0, aliceId, 181, 3);
    await insert(10, aliceId, 179, 2);
    expect(await sweepNotifications(profiles.orm.em)).toBe(3);
    expect(await countOf(aliceId)).toBe(2);
  });

  it('are kept a thousand of each user, the latest', async () => {
    await insert(0, aliceId, 1, 1_005);
    await insert(2_000, bobId, 1, 10);
    expect(await sweepNotifications(profiles.orm.em)).toBe(5);
    expect([await countOf(aliceId), await countOf(bobId)]).toEqual([1_000, 10]);
    const oldest = await profiles.orm.em
      .fork()
      .execute<{ id: string }[]>('select id from notifications order by id limit 1');
    expect(oldest[0]?.id).toBe('0199aa00-0000-7000-8000-000000000006');
  });
});
