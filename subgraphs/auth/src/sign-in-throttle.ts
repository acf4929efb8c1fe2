import type { EntityManager } from '@mikro-orm/postgresql';
import { countAgainst, forgetAttempts, inKey, refundAttempt, type Throttle } from './throttle.ts';

/** People mistype. An address may be that of many: it has more to itself. */
const bounds = {
  account: { freeAttempts: 5, firstWaitSeconds: 5 },
  address: { freeAttempts: 50, firstWaitSeconds: 5 },
};

/** What is counted: an email, whether or not it has an account, and an address. */
export interface Attempt {
  readonly email: string;
  readonly clientAddress: string | undefined;
}

const ofAccount = ({ email }: Pick<Attempt, 'email'>): Throttle => ({
  key: `account:${inKey(email)}`,
  bound: bounds.account,
});

/** A passkey, whether or not there is one, and an address. */
export interface PasskeyAttempt {
  readonly credentialId: string;
  readonly clientAddress: string | undefined;
}

const ofPasskey = ({ credentialId }: PasskeyAttempt): Throttle => ({
  key: `passkey:${inKey(credentialId)}`,
  bound: bounds.account,
});

const ofAddress = ({ clientAddress }: Pick<Attempt, 'clientAddress'>): Throttle[] =>
  clientAddress === undefined ? [] : [{ key: `address:${clientAddress}`, bound: bounds.address }];

/** Counts an attempt to show a password or another proof before it is made; resolves as `countAgainst`. */
export function countAttempt(em: EntityManager, attempt: Attempt, now: Date): Promise<Date | null> {
  return countAgainst(em, [ofAccount(attempt), ...ofAddress(attempt)], now);
}

/** What was counted was no failure: the account begins anew, the address has it back. */
export async function forgiveAttempt(em: EntityManager, attempt: Attempt): Promise<void> {
  await forgiveAccount(em, attempt);
  for (const address of ofAddress(attempt)) await refundAttempt(em, address);
}

/** The account begins anew, as when its owner has chosen another password. */
export async function forgiveAccount(em: EntityManager, account: Pick<Attempt, 'email'>): Promise<void> {
  await forgetAttempts(em, ofAccount(account));
}

/** Counts an attempt to sign in by a passkey before it is made; resolves as `countAgainst`. */
export function countPasskeyAttempt(
  em: EntityManager,
  attempt: PasskeyAttempt,
  now: Date,
): Promise<Date | null> {
  return countAgainst(em, [ofPasskey(attempt), ...ofAddress(attempt)], now);
}

/** What was counted was no failure: the passkey begins anew, the address has it back. */
export async function forgivePasskeyAttempt(em: EntityManager, attempt: PasskeyAttempt): Promise<void> {
  await forgetAttempts(em, ofPasskey(attempt));
  for (const address of ofAddress(attempt)) await refundAttempt(em, address);
}
