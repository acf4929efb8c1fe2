import { relative, sep } from 'node:path';
import type { Rule } from 'eslint';
import { judgeImport, readPackageFolders } from './zones.ts';

/** Reports imports against the one way (docs/architecture.md), dynamic ones and re-exports included. */
export function importZonesRule(root: string): Rule.RuleModule {
  const packages = readPackageFolders(root);
  return {
    meta: { type: 'problem', schema: [], messages: { zone: '{{ reason }}' } },
    create(context) {
      const from = relative(root, context.filename).split(sep).join('/');
      const check = (source: { value?: unknown } | null | undefined, node: Rule.Node): void => {
        if (typeof source?.value !== 'string') return;
        const reason = judgeImport(from, source.value, packages);
        if (reason !== undefined) context.report({ node, messageId: 'zone', data: { reason } });
      };
      return {
        ImportDeclaration: (node) => check(node.source, node),
        ExportNamedDeclaration: (node) => check(node.source, node),
        ExportAllDeclaration: (node) => check(node.source, node),
        ImportExpression: (node) => check('value' in node.source ? node.source : null, node),
      };
    },
  };
}
