import {
  createRefreshToken,
  createSuccessor,
  formatRefreshToken,
  hashTokenPart,
  openSuccessor,
  parseRefreshToken,
  sealSuccessor,
} from './refresh-token.ts';

describe('a refresh token', () => {
  it('reads back from what a cookie holds', () => {
    const token = createRefreshToken();
    expect(parseRefreshToken(formatRefreshToken(token))).toEqual(token);
  });

  it.each([
    undefined,
    '',
    'x',
    'a.b',
    'a'.repeat(43),
    `${'a'.repeat(43)}.${'b'.repeat(44)}`,
    `${'ä'.repeat(43)}.${'b'.repeat(43)}`,
  ])('is not read from %p', (text) => expect(parseRefreshToken(text)).toBeNull());

  it('keeps its family and changes its secret from one to the next', () => {
    const token = createRefreshToken();
    const next = createSuccessor(token);
    expect(next.family).toBe(token.family);
    expect(next.secret).not.toBe(token.secret);
  });

  it('is hashed to what does not give it away', () => {
    const { secret } = createRefreshToken();
    expect(hashTokenPart(secret)).toBe(hashTokenPart(secret));
    expect(hashTokenPart(secret)).not.toContain(secret);
  });

  it('gives its sealed successor to its own holder only', () => {
    const token = createRefreshToken();
    const next = createSuccessor(token);
    const sealed = sealSuccessor(token, next);
    expect(openSuccessor(token, sealed)).toEqual(next);
    expect(sealed).not.toContain(next.secret);
    expect(() => openSuccessor(createSuccessor(token), sealed)).toThrow();
    expect(() => openSuccessor(next, sealed)).toThrow();
  });
});
