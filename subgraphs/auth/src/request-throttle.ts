import type { EntityManager } from '@mikro-orm/postgresql';
import { countAgainst, inKey, type Throttle } from './throttle.ts';

/** What costs a stranger nothing to ask for, and an inbox or this machine something to answer. */
const bounds = {
  registerFromAddress: { freeAttempts: 60, firstWaitSeconds: 5 },
  resetFromAddress: { freeAttempts: 30, firstWaitSeconds: 5 },
  mailTo: { freeAttempts: 3, firstWaitSeconds: 60 },
};

const fromAddress = (
  name: 'register' | 'reset',
  bound: Throttle['bound'],
  clientAddress: string | undefined,
): Throttle[] => (clientAddress === undefined ? [] : [{ key: `${name}:${clientAddress}`, bound }]);

const mailTo = (email: string): Throttle => ({ key: `mail:${inKey(email)}`, bound: bounds.mailTo });

/** Counts an account that is made from an address; resolves as `countAgainst`. */
export function countRegistration(em: EntityManager, clientAddress: string | undefined, now: Date) {
  return countAgainst(em, fromAddress('register', bounds.registerFromAddress, clientAddress), now);
}

/** Counts a password that is asked for, whether or not the email has an account; resolves as `countAgainst`. */
export function countPasswordReset(
  em: EntityManager,
  { email, clientAddress }: { email: string; clientAddress: string | undefined },
  now: Date,
) {
  const address = fromAddress('reset', bounds.resetFromAddress, clientAddress);
  return countAgainst(em, [mailTo(email), ...address], now);
}

/** Counts a mail that the owner of an account asks for once more; resolves as `countAgainst`. */
export function countMailTo(em: EntityManager, email: string, now: Date) {
  return countAgainst(em, [mailTo(email)], now);
}
