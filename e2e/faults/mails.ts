import { readdir } from 'node:fs/promises';
import { mailFolderOf, type Platform } from './platform.ts';

interface PromisedMail {
  readonly mail_id: string;
  readonly waiting: boolean;
}

/** Each mail that something was promised in, and whether it waits: a digest leaves only when its hour is over. */
const promisedSql = `
  select distinct mail_id, exists (select from queued_mails where id = mail_id) as waiting from notification_mails`;

const lateSql = `
  select count(*)::int as count from queued_mails where kind <> 'notification-digest' or given_up_at is not null`;

/** Whatever is wrong with the mails, one sentence each: one that was promised has left as one file, or waits its hour. */
export async function readMails(platform: Platform): Promise<string[]> {
  const { promised, lateCount } = await platform.query('auth', async (database) => {
    const { rows } = await database.query<PromisedMail>(promisedSql);
    const { rows: late } = await database.query<{ count: number }>(lateSql);
    return { promised: rows, lateCount: late[0]?.count ?? 0 };
  });
  const files = (await readdir(mailFolderOf(platform.logFolder))).filter((name) => name.endsWith('.eml'));
  const wrong = promised.flatMap(({ mail_id: id, waiting }) => {
    const count = files.filter((name) => name.endsWith(`-${id}.eml`)).length;
    return count === (waiting ? 0 : 1) ? [] : [`mail ${id} left ${count} times`];
  });
  const left = promised.filter(({ waiting }) => !waiting).length;
  return [
    ...wrong,
    ...(files.length === left ? [] : [`${files.length} mails left, where ${left} were promised`]),
    ...(lateCount === 0 ? [] : [`${lateCount} mails do not leave`]),
    ...(promised.some(({ waiting }) => waiting) ? [] : ['no mail was gathered into a digest']),
  ];
}
