import { pinOf, releaseOf } from './release.ts';

const listing = {
  name: 'auth',
  label: { en: 'Sign-in', de: 'Anmeldung' },
  paths: ['/sign-in'],
  manifest: '/remotes/auth/1/mf-manifest.json',
};
const pinned = { ...listing, version: '1', integrity: { 'remote-entry.js': 'sha384-x' } };

it('has its files where the shell has its own, and its manifest on the page’s origin', () => {
  expect(releaseOf(pinned, 'https://cdn.example/payloom/')).toMatchObject({
    manifestUrl: 'http://localhost/remotes/auth/1/mf-manifest.json',
    assetsUrl: 'https://cdn.example/payloom/remotes/auth/1/',
  });
  expect(releaseOf(pinned, '/').assetsUrl).toBe('http://localhost/remotes/auth/1/');
});

it('is held to nothing in development, wherever it is', () => {
  const manifest = 'http://127.0.0.1:5001/mf-manifest.json';
  expect(releaseOf({ ...listing, manifest }, '/')).toMatchObject({
    manifestUrl: manifest,
    assetsUrl: undefined,
  });
});

it('knows the hash of what is pinned, and nothing else', () => {
  const release = releaseOf(pinned, '/');
  expect(pinOf(release, 'http://localhost/remotes/auth/1/remote-entry.js')).toBe('sha384-x');
  for (const url of [
    'http://localhost/remotes/auth/1/other.js',
    'http://localhost/remotes/auth/2/remote-entry.js',
    'https://evil.example/remotes/auth/1/remote-entry.js',
  ]) {
    expect(() => pinOf(release, url)).toThrow('is not part of the release');
  }
});
