import ts from 'typescript';
import { lineAt, type Finding, type SourceFile } from './finding.ts';

export const fileLinesMax = 300;
export const functionLinesMax = 40;
/** A component's JSX is its layout, read from top to bottom; cutting it up to save lines hides the page. */
export const componentLinesMax = 80;

type FunctionNode =
  | ts.FunctionDeclaration
  | ts.FunctionExpression
  | ts.ArrowFunction
  | ts.MethodDeclaration
  | ts.ConstructorDeclaration
  | ts.AccessorDeclaration;

function isFunction(node: ts.Node): node is FunctionNode {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isConstructorDeclaration(node) ||
    ts.isAccessor(node)
  );
}

function nameOf(node: FunctionNode): string {
  if (node.name) return node.name.getText();
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) return parent.name.getText();
  return 'a function';
}

function holdsJsx(node: ts.Node): boolean {
  if (ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node)) return true;
  return ts.forEachChild(node, holdsJsx) ?? false;
}

/** A function around tests is a list of them, not something that is done at one go. */
function isTestSuite(node: FunctionNode, path: string): boolean {
  return /\.(test|spec|contract)\.tsx?$/.test(path) && node.body !== undefined && isListOfTests(node.body);
}

function isListOfTests(body: ts.Node): boolean {
  const isCallOf = (child: ts.Node): boolean =>
    ts.isExpressionStatement(child) && /^(describe|it|test)\b/.test(child.getText());
  return ts.forEachChild(body, isCallOf) ?? false;
}

function judge(node: FunctionNode, { path, text }: SourceFile): Finding[] {
  if (isTestSuite(node, path)) return [];
  const start = lineAt(text, node.getStart());
  const lines = lineAt(text, node.getEnd()) - start + 1;
  const linesMax = path.endsWith('.tsx') && holdsJsx(node) ? componentLinesMax : functionLinesMax;
  if (lines <= linesMax) return [];
  return [
    { path, line: start, message: `${nameOf(node)} has ${lines} lines; at most ${linesMax} are expected.` },
  ];
}

/** Files and functions that have grown too long to be read at one go. */
export function findLengths(file: SourceFile): Finding[] {
  const findings: Finding[] = [];
  const lines = file.text.trimEnd().split('\n').length;
  if (lines > fileLinesMax) {
    findings.push({
      path: file.path,
      line: fileLinesMax + 1,
      message: `The file has ${lines} lines; at most ${fileLinesMax} are expected.`,
    });
  }
  const visit = (node: ts.Node): void => {
    if (isFunction(node)) findings.push(...judge(node, file));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true));
  return findings;
}
