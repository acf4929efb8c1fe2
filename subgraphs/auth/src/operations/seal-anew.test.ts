import { randomBytes } from 'node:crypto';
import { openAuthFixture, testSealer, type AuthFixture } from '../../test/fixture.ts';
import { TotpCredential } from '../entities/totp-credential.entity.ts';
import { createSealer, sealingKeySizeBytes } from '../sealing.ts';
import { sealAnew } from './seal-anew.ts';

describe('a new sealing key', () => {
  let auth: AuthFixture;
  beforeAll(async () => {
    auth = await openAuthFixture();
  });
  afterAll(() => auth.close());

  const userIdOf = async (email: string) =>
    (await auth.signer.verify((await auth.registered(email)).accessToken)).userId;

  it('has everything sealed under it, in batches, and a second time there is nothing to do', async () => {
    const [old, next] = [randomBytes(sealingKeySizeBytes), randomBytes(sealingKeySizeBytes)];
    const owners: string[] = [];
    for (const name of ['a', 'b', 'c', 'd', 'e']) owners.push(await userIdOf(`${name}@example.com`));
    const before = createSealer([old]);
    const rows = owners.map((userId) => ({
      ...{ userId, createdAt: new Date(), turnedOnAt: new Date(), lastStep: 0 },
      sealedSecret: before.seal(`secret of ${userId}`, userId),
    }));
    await auth.orm.em.fork().insertMany(TotpCredential, rows);
    const both = createSealer([next, old]);
    expect(await sealAnew(auth.orm.em, both, 2)).toBe(owners.length);
    expect(await sealAnew(auth.orm.em, both, 2)).toBe(0);
    const after = createSealer([next]);
    for (const { userId, sealedSecret } of await auth.orm.em.fork().findAll(TotpCredential))
      expect(after.open(sealedSecret, userId)).toBe(`secret of ${userId}`);
  });

  it('changes nothing when a secret cannot be opened, as when the old key is missing', async () => {
    await auth.clear();
    const userId = await userIdOf('alice@example.com');
    const sealedSecret = testSealer.seal('secret', userId);
    const row = { userId, sealedSecret, createdAt: new Date(), turnedOnAt: new Date(), lastStep: 0 };
    await auth.orm.em.fork().insert(TotpCredential, row);
    const other = createSealer([randomBytes(sealingKeySizeBytes)]);
    await expect(sealAnew(auth.orm.em, other)).rejects.toThrow();
    const left = await auth.orm.em.fork().findOneOrFail(TotpCredential, { userId });
    expect(left.sealedSecret).toBe(sealedSecret);
  });
});
