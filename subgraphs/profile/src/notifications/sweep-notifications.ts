import type { QueryResult } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';

const keptDays = 180;
const keptOfUserMax = 1_000;
const forgottenAtOnceMax = 5_000;

const forgetOldSql = `
  delete from notifications where id in (
    select id from notifications where at < now() - interval '${keptDays} days' limit ${forgottenAtOnceMax}
  )`;

const forgetManySql = `
  delete from notifications where id in (
    select id from (
      select id, row_number() over (partition by user_id order by id desc) as place from notifications
      where user_id in (select user_id from notifications group by user_id having count(*) > ${keptOfUserMax})
    ) as placed
    where place > ${keptOfUserMax} limit ${forgottenAtOnceMax}
  )`;

/** Forgets what was told half a year ago, and of each user all but the thousand latest. Resolves with how many. */
export async function sweepNotifications(em: EntityManager): Promise<number> {
  let forgotten = 0;
  for (const sql of [forgetOldSql, forgetManySql]) {
    const { affectedRows }: QueryResult = await em.fork().execute(sql, [], 'run');
    forgotten += affectedRows;
  }
  return forgotten;
}
