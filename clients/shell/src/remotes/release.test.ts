import { pinOf, releaseOf } from './release.ts';

const listing = {
  name: 'auth',
  label: { en: 'Sign-in', de: 'Anmeldung' },
  paths: ['/sign-in'],
  entry: '/remotes/auth/1/remote-entry.js',
};
const pinned = { ...listing, version: '1', integrity: { 'remote-entry.js': 'sha256-x' } };

it('has its files where the shell has its own, and what it says of itself on the page’s origin', () => {
  expect(releaseOf(pinned, 'https://cdn.example/payloom/')).toMatchObject({
    descriptionUrl: 'http://localhost/remotes/auth/1/release.json',
    entryUrl: 'https://cdn.example/payloom/remotes/auth/1/remote-entry.js',
    assetsUrl: 'https://cdn.example/payloom/remotes/auth/1/',
  });
  expect(releaseOf(pinned, '/').assetsUrl).toBe('http://localhost/remotes/auth/1/');
});

it('is held to nothing in development, wherever it is', () => {
  const entry = 'http://127.0.0.1:5001/remote-entry.js';
  expect(releaseOf({ ...listing, entry }, 'https://cdn.example/')).toMatchObject({
    entryUrl: entry,
    assetsUrl: undefined,
  });
});

it('knows the hash of what is pinned, and nothing else', () => {
  const release = releaseOf(pinned, '/');
  expect(pinOf(release, 'http://localhost/remotes/auth/1/remote-entry.js')).toBe('sha256-x');
  for (const url of [
    'http://localhost/remotes/auth/1/other.js',
    'http://localhost/remotes/auth/2/remote-entry.js',
    'https://evil.example/remotes/auth/1/remote-entry.js',
  ]) {
    expect(() => pinOf(release, url)).toThrow('is not part of the release');
  }
});
