import { jest } from '@jest/globals';
import type { BrowserStorage } from './browser-storage.ts';

const deny = (): never => {
  throw new DOMException('Access is denied for this document.', 'SecurityError');
};

/** The storage of a page that has just been loaded. */
async function load(denied = false): Promise<BrowserStorage> {
  jest.restoreAllMocks();
  jest.resetModules();
  if (denied) jest.spyOn(globalThis, 'localStorage', 'get').mockImplementation(deny);
  const { browserStorage } = await import('./browser-storage.ts');
  expect(browserStorage()).toBe(browserStorage());
  return browserStorage();
}

afterEach(() => {
  jest.restoreAllMocks();
  localStorage.clear();
});

it('is what the browser keeps over a reload', async () => {
  (await load()).setItem('key', 'kept');
  expect((await load()).getItem('key')).toBe('kept');
});

it('lasts as long as the page where the browser lets this site keep nothing', async () => {
  const storage = await load(true);
  storage.setItem('key', 'kept');
  storage.setItem('other', 'dropped');
  storage.removeItem('other');
  expect([storage.getItem('key'), storage.getItem('other')]).toEqual(['kept', null]);
  expect((await load(true)).getItem('key')).toBeNull();
});
