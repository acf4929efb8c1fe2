import { createTestIssuer } from './tokens.ts';

const userId = '0199aa00-0000-7000-8000-000000000001';

describe('createTestIssuer', () => {
  it('signs tokens that its verifier reads as that viewer', async () => {
    const issuer = await createTestIssuer();
    const viewer = await issuer.verifyToken(await issuer.sign({ userId, role: 'ADMIN' }));
    expect(viewer).toMatchObject({ userId, role: 'ADMIN' });
    expect(viewer.scopes).toContain('audit:read');
  });

  it('gives customers no scope, and the scopes a test asks for', async () => {
    const issuer = await createTestIssuer();
    const customer = await issuer.verifyToken(await issuer.sign({ userId }));
    const reader = await issuer.verifyToken(await issuer.sign({ userId, scopes: ['payments:read'] }));
    expect([...customer.scopes]).toEqual([]);
    expect([...reader.scopes]).toEqual(['payments:read']);
  });

  it('signs tokens that have expired', async () => {
    const issuer = await createTestIssuer();
    const token = await issuer.sign({ userId }, -1);
    await expect(issuer.verifyToken(token)).rejects.toMatchObject({
      extensions: { reason: 'TOKEN_EXPIRED' },
    });
  });

  it('does not accept the tokens of another issuer', async () => {
    const [one, other] = await Promise.all([createTestIssuer(), createTestIssuer()]);
    await expect(one.verifyToken(await other.sign({ userId }))).rejects.toThrow();
  });
});
