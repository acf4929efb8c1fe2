import { text } from 'node:stream/consumers';
import { MikroORM } from '@mikro-orm/postgresql';
import { readAdministratorEnv } from './env.ts';
import { createAdministrator } from './operations/create-administrator.ts';
import { ormConfig } from './orm.config.ts';

const usage =
  'Usage: create-administrator.ts <email> [display name]   (the password is read from standard input)';

async function run([email, displayName = 'Administrator']: string[]): Promise<number> {
  if (email === undefined) {
    console.error(usage);
    return 2;
  }
  const { databaseUrl } = readAdministratorEnv();
  const password = (await text(process.stdin)).replace(/\r?\n$/, '');
  const orm = await MikroORM.init(ormConfig(databaseUrl));
  try {
    await orm.migrator.up();
    const outcome = await createAdministrator(orm.em.fork(), { email, password, displayName });
    console.log(outcome.message);
    return outcome.ok ? 0 : 1;
  } finally {
    await orm.close();
  }
}

process.exitCode = await run(process.argv.slice(2));
