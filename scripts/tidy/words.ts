import { lineAt, type Finding, type SourceFile } from './finding.ts';

/** A word of the product's vocabulary and the synonyms to avoid (docs/architecture.md, Words). */
const vocabulary: readonly { readonly avoid: string; readonly expected: string; readonly unless?: RegExp }[] =
  [
    { avoid: 'transfer', expected: 'payment' },
    { avoid: 'microapp', expected: 'remote' },
    { avoid: 'micro_app', expected: 'remote' },
    { avoid: 'mfe', expected: 'remote' },
    { avoid: 'deadMessage', expected: 'deadLetter' },
    { avoid: 'poisonMessage', expected: 'deadLetter' },
    { avoid: 'realtimeUpdate', expected: 'liveUpdate' },
  ];

interface Ban {
  readonly pattern: RegExp;
  readonly expected: string;
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Matches the word at the beginning of an identifier or, capitalised, inside one: `transferId`, `makeTransfer`. */
const bans: readonly Ban[] = vocabulary.map(({ avoid, expected }) => ({
  pattern: new RegExp(
    `(?<![A-Za-z])${avoid}(?![a-z])|(?<=[a-z])${capitalised(avoid)}(?![a-z])|(?<![A-Za-z])${capitalised(avoid)}(?![a-z])|(?<![A-Z])${avoid.toUpperCase()}(?![A-Z])`,
    'g',
  ),
  expected,
}));

// Prose, messages and other people's names may say what they like.
const notCode =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|#[^\n]*/g;

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

/** `#private` members are code in TypeScript, `#` begins a comment in SDL. */
function withoutProse({ path, text }: SourceFile): string {
  const isSdl = path.endsWith('.graphql');
  return text.replace(notCode, (match) => (match.startsWith('#') && !isSdl ? match : blank(match)));
}

/** Identifiers and names of the graph that use another word than the product does. */
export function findWords(file: SourceFile): Finding[] {
  const code = withoutProse(file);
  return bans.flatMap(({ pattern, expected }) =>
    [...code.matchAll(pattern)].map((match) => ({
      path: file.path,
      line: lineAt(code, match.index),
      message: `"${match[0]}" is not one of Payloom's words: "${expected}" is expected.`,
    })),
  );
}
