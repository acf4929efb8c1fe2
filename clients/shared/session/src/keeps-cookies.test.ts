import { jest } from '@jest/globals';

/** The question as of a page that has just been loaded. */
async function ask(): Promise<boolean> {
  jest.resetModules();
  const { keepsCookies } = await import('./keeps-cookies.ts');
  return keepsCookies();
}

afterEach(() => jest.restoreAllMocks());

it('finds out by a cookie that it takes away again', async () => {
  expect(await ask()).toBe(true);
  expect(document.cookie).toBe('');
});

it('knows a browser that drops cookies without a word', async () => {
  jest.spyOn(document, 'cookie', 'get').mockReturnValue('');
  expect(await ask()).toBe(false);
});

it('knows one in which it is an error to look', async () => {
  jest.spyOn(document, 'cookie', 'set').mockImplementation(() => {
    throw new DOMException('Access is denied for this document.', 'SecurityError');
  });
  expect(await ask()).toBe(false);
});
