import type { SessionState } from '@payloom/session/session-store';
import type { Role } from '@payloom/session/viewer';
import { accessTo, handleOf, navigationRoles, nextPath } from './route-access.ts';
import { entries, listings } from '../testing/fake-remotes.tsx';

const loading: SessionState = { status: 'loading', unreachable: false };
const anonymous: SessionState = { status: 'anonymous', left: false };
const signedInAs = (role: Role): SessionState => ({
  status: 'authenticated',
  viewer: { id: 'somebody', email: null, role },
});

describe('accessTo', () => {
  it.each([
    ['waits until it is known who asks', {}, loading, 'wait'],
    ['shows a page for anyone at once', { access: 'anyone' as const }, loading, 'show'],
    ['shows the sign-in to who is not signed in', { access: 'anonymous' as const }, anonymous, 'show'],
    ['sends on from the sign-in who is', { access: 'anonymous' as const }, signedInAs('VENDOR'), 'go-on'],
    ['asks to sign in for every other page', {}, anonymous, 'sign-in'],
    ['shows a page without roles to everybody signed in', {}, signedInAs('VENDOR'), 'show'],
    ['shows a page to its roles', { roles: ['ADMIN' as const] }, signedInAs('ADMIN'), 'show'],
    ['keeps it from the others', { roles: ['ADMIN' as const] }, signedInAs('CUSTOMER'), 'wrong-role'],
  ])('%s', (_case, handle, state, access) => {
    expect(accessTo(handle, state)).toBe(access);
  });
});

describe('handleOf', () => {
  it('takes the innermost handle, and none that is not one', () => {
    const matches = [{ handle: { title: 'Outer' } }, { handle: { title: 'Inner' } }, { handle: undefined }];
    expect(handleOf(matches)).toEqual({ title: 'Inner' });
    expect(handleOf([{ handle: { title: 7 } }])).toEqual({});
  });
});

describe('navigationRoles', () => {
  const remotes = listings.map((listing) => {
    const entry = entries[listing.name];
    return entry
      ? { listing, status: 'ready' as const, entry }
      : { listing, status: 'failed' as const, tampered: false };
  });
  it('are those of the nearest navigation entry above the page', () => {
    expect(navigationRoles('/admin/users/7', remotes)).toEqual(['ADMIN']);
    expect(navigationRoles('/admin/users-of-old', remotes)).toBeUndefined();
    expect(navigationRoles('/payments/7', remotes)).toBeUndefined();
  });
});

describe('nextPath', () => {
  it.each([
    ['?next=%2Fpayments%2F7%3Ftab%3Dledger%23top', '/payments/7?tab=ledger#top'],
    ['', '/'],
    ['?next=https%3A%2F%2Fevil.example%2F', '/'],
    ['?next=%2F%2Fevil.example%2F', '/'],
    ['?next=%2F%5Cevil.example%2F', '/'],
    ['?next=javascript%3Aalert(1)', '/'],
  ])('of %p is %p', (search, path) => {
    expect(nextPath(search)).toBe(path);
  });
});
