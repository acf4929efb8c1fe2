import { join } from 'node:path';
import type { Options } from '@mikro-orm/postgresql';
import { defineOrm } from '@payloom/subgraph-kit/orm';
import { DisplayName } from './entities/display-name.entity.ts';
import { IdempotencyKey } from './entities/idempotency-key.entity.ts';
import { LedgerAccount } from './entities/ledger-account.entity.ts';
import { LedgerEntry } from './entities/ledger-entry.entity.ts';
import { Payee } from './entities/payee.entity.ts';
import { PaymentRequest } from './entities/payment-request.entity.ts';
import { PaymentSchedule } from './entities/payment-schedule.entity.ts';
import { PaymentStep } from './entities/payment-step.entity.ts';
import { Payment } from './entities/payment.entity.ts';
import { Payout } from './entities/payout.entity.ts';
import { Posting } from './entities/posting.entity.ts';
import { RefundRequest } from './entities/refund-request.entity.ts';
import { Refund } from './entities/refund.entity.ts';
import { ScheduleRun } from './entities/schedule-run.entity.ts';
import { TopUp } from './entities/top-up.entity.ts';
import { Wallet } from './entities/wallet.entity.ts';

/** MikroORM for the payments database. */
export function ormConfig(databaseUrl: string): Options {
  return defineOrm({
    databaseUrl,
    entities: [
      DisplayName,
      IdempotencyKey,
      LedgerAccount,
      LedgerEntry,
      Payee,
      Payment,
      PaymentRequest,
      PaymentSchedule,
      PaymentStep,
      Payout,
      Posting,
      Refund,
      RefundRequest,
      ScheduleRun,
      TopUp,
      Wallet,
    ],
    migrationsPath: join(import.meta.dirname, '../migrations'),
  });
}
