import type { MikroORM } from '@mikro-orm/postgresql';
import { v7 as uuidv7 } from 'uuid';
import { LedgerEntry } from '../src/entities/ledger-entry.entity.ts';
import { Payout } from '../src/entities/payout.entity.ts';
import { Posting } from '../src/entities/posting.entity.ts';
import { TopUp } from '../src/entities/top-up.entity.ts';
import { clearingAccount, providerAccount, walletAccountId } from '../src/ledger/accounts.ts';
import type { Person } from './payments-fixture.ts';

/** A movement of a wallet as if it had been posted at that moment: what is above zero comes in. */
export async function postAt(
  { em }: MikroORM,
  { userId, walletId }: Pick<Person, 'userId' | 'walletId'>,
  amountMinor: number,
  createdAt: Date,
  currency = 'EUR',
): Promise<void> {
  await em.fork().transactional(async (transaction) => {
    const about = { id: uuidv7(), userId, walletId, currency, createdAt, updatedAt: createdAt };
    const amount = { amountMinor: Math.abs(amountMinor) };
    const isIn = amountMinor > 0;
    if (isIn) transaction.create(TopUp, { ...about, ...amount, status: 'COMPLETED' });
    else
      transaction.create(Payout, { ...about, ...amount, status: 'PENDING', iban: 'CH9300762011623852957' });
    const entry = transaction.create(LedgerEntry, {
      id: uuidv7(),
      kind: isIn ? 'TOP_UP_CAPTURED' : 'PAYOUT_HELD',
      ...(isIn ? { topUpId: about.id } : { payoutId: about.id }),
      createdAt,
    });
    const other = isIn ? providerAccount(currency) : clearingAccount(currency);
    for (const [accountId, posted] of [
      [walletAccountId(walletId), -amountMinor],
      [other.id, amountMinor],
    ] as const) {
      const line = { entryId: entry.id, accountId, amountMinor: posted, currency, createdAt };
      transaction.create(Posting, { id: uuidv7(), ...line });
    }
  });
}
