import { parseOptions } from '@node-rs/argon2';
import { hashPassword, verifyPassword } from './password.ts';

async function medianTimeMs(run: () => Promise<unknown>): Promise<number> {
  const timesMs: number[] = [];
  for (let round = 0; round < 7; round += 1) {
    const startMs = performance.now();
    await run();
    timesMs.push(performance.now() - startMs);
  }
  return timesMs.sort((a, b) => a - b)[3] ?? NaN;
}

describe('a password', () => {
  it('is hashed with Argon2id at the cost OWASP asks for', async () => {
    const hash = await hashPassword('correct horse battery');
    expect(hash).toMatch(/^\$argon2id\$/);
    expect(parseOptions(hash)).toMatchObject({ memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  });

  it('is hashed with a salt of its own', async () => {
    expect(await hashPassword('same password')).not.toBe(await hashPassword('same password'));
  });

  it('verifies only against its own hash', async () => {
    const hash = await hashPassword('correct horse battery');
    expect(await verifyPassword(hash, 'correct horse battery')).toBe(true);
    expect(await verifyPassword(hash, 'correct horse battery ')).toBe(false);
    expect(await verifyPassword(undefined, 'correct horse battery')).toBe(false);
  });

  it('is the same however its letters are composed', async () => {
    const hash = await hashPassword('Zürich ist schön');
    expect(await verifyPassword(hash, 'Zürich ist schön'.normalize('NFD'))).toBe(true);
  });

  it('takes as long to refuse without a hash as with one', async () => {
    const hash = await hashPassword('correct horse battery');
    const knownMs = await medianTimeMs(() => verifyPassword(hash, 'a wrong password'));
    const unknownMs = await medianTimeMs(() => verifyPassword(undefined, 'a wrong password'));
    expect(unknownMs).toBeGreaterThan(knownMs / 3);
  });
});
