import { isStructurallySame, parse } from '@formatjs/icu-messageformat-parser';
import { readdirSync } from 'node:fs';
import type { Catalogue, UseWords } from './define-words.ts';

const clients = new URL('../../../', import.meta.url);
const files = readdirSync(clients, { recursive: true }).filter(
  (file) => /(^|\/)words\.ts$/.test(file) && !file.includes('node_modules'),
);

type Message = readonly [key: string, text: string];

/** Every message of a catalogue, its key dotted where it is nested. */
function messagesOf(catalogue: Catalogue, above = ''): Message[] {
  return Object.entries(catalogue).flatMap(([key, text]) =>
    typeof text === 'string' ? [[above + key, text] as const] : messagesOf(text, `${above}${key}.`),
  );
}

const isWords = (exported: unknown): exported is UseWords<Catalogue> =>
  typeof exported === 'function' && 'catalogues' in exported;

async function wordsIn(file: string): Promise<UseWords<Catalogue>[]> {
  const module: Record<string, unknown> = await import(new URL(file, clients).pathname);
  return Object.values(module).filter(isWords);
}

it('finds words to look at', () => {
  expect(files).toContain('shared/ui-kit/src/words.ts');
});

describe.each(files)('%s', (file) => {
  it('says the same in both languages, in messages that can be read, with the same arguments', async () => {
    const found = await wordsIn(file);
    for (const { catalogues } of found) {
      const german = new Map(messagesOf(catalogues.de));
      for (const [key, english] of messagesOf(catalogues.en)) {
        const text = german.get(key) ?? '';
        expect([key, english.trim(), text.trim()]).toEqual([key, english, text]);
        // Times are written by `useFormats`, in the viewer's zone.
        expect([key, english]).not.toContainEqual(expect.stringMatching(/\{\w+, (?:date|time)\b/));
        expect([key, english, text]).not.toContain('');
        expect([key, isStructurallySame(parse(english), parse(text)).error?.message]).toEqual([
          key,
          undefined,
        ]);
      }
      expect([...german.keys()].sort()).toEqual(
        messagesOf(catalogues.en)
          .map(([key]) => key)
          .sort(),
      );
    }
    expect(found).not.toEqual([]);
  });
});
