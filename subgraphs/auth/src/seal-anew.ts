import { MikroORM } from '@mikro-orm/postgresql';
import { readSealingEnv } from './env.ts';
import { sealAnew } from './operations/seal-anew.ts';
import { ormConfig } from './orm.config.ts';
import { createSealer } from './sealing.ts';

/** After a new key was put before the others: seals under it what those have sealed, so that they can go. */
const { databaseUrl, sealingKeys } = readSealingEnv();
const orm = await MikroORM.init(ormConfig(databaseUrl));
try {
  const renewed = await sealAnew(orm.em, createSealer(sealingKeys));
  console.log(`${renewed} sealed anew; the first key opens everything.`);
} finally {
  await orm.close();
}
