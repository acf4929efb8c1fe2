import type { LoaderDefinition } from '@rspack/core';
import compile from 'icu-minify/compile';
import ts from 'typescript';

/** A text of a catalogue, and where it stands in the file. */
type Text = ts.StringLiteral | ts.NoSubstitutionTemplateLiteral;

const isCatalogues = (node: ts.Node): boolean =>
  ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'defineWords';

function textsIn(node: ts.Node, inside: boolean): Text[] {
  if (inside && ts.isPropertyAssignment(node) && ts.isStringLiteralLike(node.initializer))
    return [node.initializer];
  const found: Text[] = [];
  ts.forEachChild(node, (child) => void found.push(...textsIn(child, inside || isCatalogues(child))));
  return found;
}

/**
 * A module of words with its messages read already: plain ones stay texts, the others become lists that `use-intl` only has to go
 * through. So what reads ICU MessageFormat is not part of any page. A message that cannot be read ends the build.
 */
export function compileWords(source: string): string {
  const file = ts.createSourceFile('words.ts', source, ts.ScriptTarget.Latest, true);
  let compiled = '';
  let done = 0;
  for (const text of textsIn(file, false)) {
    compiled += source.slice(done, text.getStart()) + JSON.stringify(compile(text.text));
    done = text.getEnd();
  }
  return compiled + source.slice(done);
}

/** Where the bundler finds what it reads modules of words with. */
export const wordsLoader = import.meta.filename;

const loader: LoaderDefinition = (source) => compileWords(source);
export default loader;
