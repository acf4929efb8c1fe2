import { parseOptions } from '@node-rs/argon2';
import { hashPassword, verifyPassword } from './password.ts';

async function timeMs(run: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await run();
  return performance.now() - startMs;
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
    const ratios: number[] = [];
    // In pairs, so that other work of the machine lengthens both; without its hash one would take no time at all.
    for (let pair = 0; pair < 15; pair += 1) {
      const unknownMs = await timeMs(() => verifyPassword(undefined, 'a wrong password'));
      ratios.push(unknownMs / (await timeMs(() => verifyPassword(hash, 'a wrong password'))));
    }
    expect(ratios.toSorted((a, b) => a - b)[7]).toBeGreaterThan(1 / 3);
  });
});
