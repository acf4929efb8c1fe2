/** @jest-environment node */
import { compileWords } from './compile-words.ts';

const words = (text: string) => `export const useWords = defineWords({ en: { said: { so: ${text} } } });\n`;

describe('a compiled module of words', () => {
  it('has the messages that say something of what they are given as lists', () => {
    expect(compileWords(words(`'{count, plural, one {# day} other {# days}}'`))).toBe(
      words('[["count",2,{"one":[0," day"],"other":[0," days"]}]]'),
    );
    expect(compileWords(words(`'Look at <b>{name}</b>'`))).toBe(words('["Look at ",["b",["name"]]]'));
  });

  it('has the others as they are read, quotes and all', () => {
    expect(compileWords(words(`'It’s plain'`))).toBe(words('"It’s plain"'));
    expect(compileWords(words(`\`Write '{'name'}'\``))).toBe(words('"Write {name}"'));
  });

  it('is otherwise the module that it was', () => {
    const module = `import { defineWords } from './{odd}';\nconst other = { key: '{left}' };\n`;
    expect(compileWords(module)).toBe(module);
  });

  it('is not made of what cannot be read', () => {
    expect(() => compileWords(words(`'{count, plural}'`))).toThrow();
  });
});
