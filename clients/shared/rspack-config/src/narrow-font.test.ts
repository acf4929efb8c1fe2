/** @jest-environment node */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { clientsDir } from './client-project.ts';
import { narrowFont } from './narrow-font.ts';

const kit = createRequire(join(clientsDir, 'shared/ui-kit/package.json'));
const inter = kit.resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2');

describe('a narrowed font', () => {
  it('is over a quarter smaller, and one for browsers still', async () => {
    const font = await readFile(inter);
    const narrow = await narrowFont(font);
    expect(narrow.toString('latin1', 0, 4)).toBe('wOF2');
    expect(narrow.length / font.length).toBeLessThan(0.75);
  });

  it('is the same each time, for its name says what is in it', async () => {
    const font = await readFile(inter);
    expect((await narrowFont(font)).equals(await narrowFont(font))).toBe(true);
  });

  it('is not made of what is no font', async () => {
    await expect(narrowFont(Buffer.from('no font at all'))).rejects.toThrow();
  });
});
