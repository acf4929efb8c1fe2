import { randomBytes } from 'node:crypto';
import { hash, verify, type Options } from '@node-rs/argon2';

/**
 * Argon2id, the library's default, with the cost that OWASP asks for at least
 * (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html): 19 MiB, two passes, one lane.
 */
const cost: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The same password typed on two keyboards can be two sequences of code points (NIST SP 800-63B, 3.1.1.2). */
const normalised = (password: string) => password.normalize('NFKC');

/** Hashes a password for storage. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalised(password), cost);
}

/** What an unknown email is verified against: no password matches it, and it costs what a real one costs. */
const dummyHash = await hashPassword(randomBytes(32).toString('base64'));

/** Whether the password is the one hashed. Without a hash the answer is no, and takes as long. */
export function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  return verify(passwordHash ?? dummyHash, normalised(password));
}
