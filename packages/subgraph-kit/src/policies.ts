import type { Viewer } from './viewer.ts';

type Policy = (viewer: Pick<Viewer, 'role' | 'emailVerified'>) => boolean;

/** What a schema may ask for by `@policy`. It follows from the access token alone, so that every process finds the same. */
const policies = new Map<string, Policy>([
  ['email-verified', ({ emailVerified }) => emailVerified],
  ['customer', ({ role }) => role === 'CUSTOMER'],
  ['vendor', ({ role }) => role === 'VENDOR'],
  ['administrator', ({ role }) => role === 'ADMIN'],
]);

export const isPolicy = (name: string): boolean => policies.has(name);

/** Whether it holds for the viewer; one that nobody knows never does. */
export const holdsPolicy = (name: string, viewer: Pick<Viewer, 'role' | 'emailVerified'>): boolean =>
  policies.get(name)?.(viewer) ?? false;
