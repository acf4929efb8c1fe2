import { randomBytes } from 'node:crypto';
import { createSealer, sealingKeySizeBytes } from './sealing.ts';

const newKey = () => randomBytes(sealingKeySizeBytes);

describe('what is sealed', () => {
  const key = newKey();
  const sealer = createSealer([key]);

  it('is read again by its owner, and looks different each time', () => {
    const [one, other] = [sealer.seal('secret', 'alice'), sealer.seal('secret', 'alice')];
    expect(one).not.toBe(other);
    expect(Buffer.from(one, 'base64url').toString('latin1')).not.toContain('secret');
    expect(sealer.open(one, 'alice')).toBe('secret');
  });

  it('is not read for another owner, under another key, nor when it was changed', () => {
    const sealed = sealer.seal('secret', 'alice');
    expect(() => sealer.open(sealed, 'bob')).toThrow();
    expect(() => createSealer([newKey()]).open(sealed, 'alice')).toThrow();
    expect(() => sealer.open(`${sealed.slice(0, -4)}AAAA`, 'alice')).toThrow();
  });

  it('is still read when a new key has come before the old one, and then sealed under the new one', () => {
    const sealed = sealer.seal('secret', 'alice');
    const next = newKey();
    const both = createSealer([next, key]);
    expect(both.open(sealed, 'alice')).toBe('secret');
    const renewed = both.renew(sealed, 'alice');
    expect(createSealer([next]).open(renewed ?? '', 'alice')).toBe('secret');
    expect(both.renew(renewed ?? '', 'alice')).toBeNull();
  });
});
