import { maskEmail } from './masked-email.ts';

describe('maskEmail', () => {
  it.each([
    ['bob@example.com', 'b•••@example.com'],
    ['x@example.com', 'x•••@example.com'],
  ])('shows %s as %s', (email, masked) => expect(maskEmail(email)).toBe(masked));
});
