import { MikroORM } from '@mikro-orm/postgresql';
import { readAdministratorEnv } from './env.ts';
import { confirmEmails } from './operations/confirm-emails.ts';
import { ormConfig } from './orm.config.ts';

const emails = process.argv.slice(2);
if (emails.length === 0) {
  console.error('Usage: confirm-emails.ts <email>...');
  process.exit(2);
}
const orm = await MikroORM.init(ormConfig(readAdministratorEnv().databaseUrl));
try {
  const missing = await confirmEmails(orm.em.fork(), emails);
  for (const email of missing) console.error(`${email} has no account.`);
  process.exitCode = missing.length > 0 ? 1 : 0;
} finally {
  await orm.close();
}
