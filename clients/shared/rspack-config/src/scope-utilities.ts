import type { AtRule, ChildNode, Container, Document, Plugin, Root, Rule } from 'postcss';

const isLayer = (node: ChildNode, layer: string): node is AtRule =>
  node.type === 'atrule' && node.name === 'layer' && node.params === layer;

const isKeyframes = (node: Container | Document | undefined): boolean =>
  node?.type === 'atrule' && /keyframes$/.test((node as AtRule).name);

/**
 * Where a remote's utilities hold: inside its own pages, and inside what those open beside the page's root (dialogs,
 * menus) while one of them is shown. `:where` keeps the root's id from counting.
 */
export function scopeOf(remote: string): string {
  return `:is([data-remote='${remote}'], body[data-remote-page='${remote}'] > :where(:not(#root)))`;
}

/**
 * Keeps a remote's utilities to that remote. Each stylesheet is in the right order for itself only: without this, a
 * remote that is loaded later and brings `.hidden` would win over the shell's `.md:flex`.
 */
export function scopeUtilities(remote: string): Plugin {
  const scope = scopeOf(remote);
  const scopeRule = (rule: Rule): void => {
    if (rule.parent?.type === 'rule' || isKeyframes(rule.parent)) return;
    rule.selectors = rule.selectors.map((selector) => `${scope} ${selector}`);
  };
  return {
    postcssPlugin: 'payloom-scope-utilities',
    OnceExit: (root: Root) => {
      for (const node of root.nodes) if (isLayer(node, 'utilities')) node.walkRules(scopeRule);
    },
  };
}
