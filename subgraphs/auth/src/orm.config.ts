import { join } from 'node:path';
import type { Options } from '@mikro-orm/postgresql';
import { QueuedMail } from '@payloom/mail/queued-mail.entity';
import { defineOrm } from '@payloom/subgraph-kit/orm';
import { NotificationMail } from './entities/notification-mail.entity.ts';
import { OneTimeToken } from './entities/one-time-token.entity.ts';
import { PasskeyChallenge } from './entities/passkey-challenge.entity.ts';
import { Passkey } from './entities/passkey.entity.ts';
import { RecoveryCode } from './entities/recovery-code.entity.ts';
import { Session } from './entities/session.entity.ts';
import { Setting } from './entities/setting.entity.ts';
import { SignInChallenge } from './entities/sign-in-challenge.entity.ts';
import { TotpCredential } from './entities/totp-credential.entity.ts';
import { User } from './entities/user.entity.ts';

/** MikroORM for the auth database. */
export function ormConfig(databaseUrl: string): Options {
  return defineOrm({
    databaseUrl,
    entities: [
      User,
      Session,
      Setting,
      OneTimeToken,
      TotpCredential,
      RecoveryCode,
      SignInChallenge,
      Passkey,
      PasskeyChallenge,
      NotificationMail,
      QueuedMail,
    ],
    migrationsPath: join(import.meta.dirname, '../migrations'),
  });
}
