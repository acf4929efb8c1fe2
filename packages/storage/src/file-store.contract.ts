import type { FileStore } from './file-store.ts';

/** A store of its own for a test, empty. */
export interface FileStoreUnderTest {
  readonly store: FileStore;
  /** Everything that is kept now, whatever by. */
  keys(): Promise<string[]>;
  dispose(): Promise<void>;
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What every adapter of the port owes, whatever it keeps files in. */
export function describeFileStoreContract(name: string, open: () => Promise<FileStoreUnderTest>): void {
  describe(`${name} as a file store`, () => {
    let under: FileStoreUnderTest;
    beforeEach(async () => void (under = await open()));
    afterEach(() => under.dispose());

    const put = (key: string, text: string) => under.store.put(key, bytesOf(text), 'text/plain');
    const read = async (key: string) => {
      const file = await under.store.get(key);
      return file && new TextDecoder().decode(file);
    };

    it('gives back what was put, byte for byte', async () => {
      const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 31) % 256);
      await under.store.put('avatars/one-64.webp', bytes, 'image/webp');
      const file = await under.store.get('avatars/one-64.webp');
      expect(Buffer.from(file ?? []).equals(bytes)).toBe(true);
    });

    it('has nothing under a key that nobody has put', async () => {
      expect(await under.store.get('avatars/none.webp')).toBeNull();
    });

    it('replaces a file whole', async () => {
      await put('one.txt', 'a long first text');
      await put('one.txt', 'short');
      expect(await read('one.txt')).toBe('short');
    });

    it('has one of two texts, not a mixture, when both are put at once', async () => {
      const texts = ['a'.repeat(50_000), 'b'.repeat(50_000)];
      await Promise.all(texts.map((text) => put('one.txt', text)));
      expect(texts).toContain(await read('one.txt'));
      expect(await under.keys()).toEqual(['one.txt']);
    });

    it('removes what it is told to, though some is gone already, and leaves the rest', async () => {
      for (const key of ['a/1.txt', 'a/2.txt', 'b.txt']) await put(key, key);
      await under.store.remove(['a/1.txt', 'a/2.txt', 'a/3.txt']);
      await under.store.remove(['a/1.txt']);
      await under.store.remove([]);
      expect(await under.keys()).toEqual(['b.txt']);
    });

    it.each([
      '',
      '/etc/passwd',
      '../up.txt',
      'a/../../up.txt',
      'a//b',
      '.hidden',
      'A.txt',
      'a\u0000b',
      'a'.repeat(201),
    ])('takes no key that could lead elsewhere: %p', async (key) => {
      await expect(put(key, 'x')).rejects.toThrow(TypeError);
      await expect(under.store.get(key)).rejects.toThrow(TypeError);
      await expect(under.store.remove([key])).rejects.toThrow(TypeError);
      expect(await under.keys()).toEqual([]);
    });
  });
}
