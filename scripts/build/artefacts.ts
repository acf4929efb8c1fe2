import { basename, dirname, join, relative } from 'node:path';
import { filesOf, type Artefact } from './freshness.ts';

export const root = join(import.meta.dirname, '../..');

/** The assembled site: the shell and all remotes. */
export const siteFolder = join(root, 'dist/site');

const graphSources = [
  'subgraphs',
  'codegen.ts',
  'scripts/codegen',
  'scripts/codegen.ts',
  'scripts/compose.ts',
  'gateway/explorer/src/session-documents.ts',
  'scripts/events/events-documents.ts',
  'scripts/start/demo-documents.ts',
];

const isGraphSource = (path: string): boolean =>
  /\.graphql$|mappers\.ts$|-documents\.ts$|codegen|compose\.ts$|pnpm-lock\.yaml$/.test(path);

const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);

/** Each operation file has its generated one in the `__generated__` beside it. */
function generatedFiles(): string[] {
  const generated = (path: string, name: string) => relative(root, join(dirname(path), name));
  const operations = filesOf(join(root, 'clients')).filter((path) => path.endsWith('.graphql'));
  const schemas = filesOf(join(root, 'subgraphs')).filter((path) => basename(path) === 'schema.graphql');
  return [
    ...operations.map((path) => generated(path, `__generated__/${basename(path, '.graphql')}.ts`)),
    ...schemas.map((path) => generated(path, 'src/resolvers/__generated__/resolver-types.ts')),
  ];
}

/** The supergraph, the resolver types and the hooks. */
export function generatedCode(): Artefact {
  return {
    stamp: 'node_modules/.cache/payloom/generated-code.digest',
    sources: [...graphSources, 'clients', 'pnpm-lock.yaml'],
    counts: isGraphSource,
    outputs: [
      'schema/supergraph.graphql',
      'schema/api.graphql',
      'schema/operations.json',
      'schema/earlier-operations.json',
      ...generatedFiles(),
    ],
  };
}

/** The bundled clients. */
export function site(): Artefact {
  return {
    stamp: 'node_modules/.cache/payloom/site.digest',
    sources: [...graphSources, 'clients', 'scripts/build', 'pnpm-lock.yaml'],
    counts: (path) => !isTest(path) && (isGraphSource(path) || !path.startsWith(join(root, 'subgraphs'))),
    outputs: ['dist/site/index.html', 'dist/site/remotes.json', 'dist/site/service-worker.js'],
  };
}

/** The page of `GET /graphql`. */
export function explorer(): Artefact {
  return {
    stamp: 'node_modules/.cache/payloom/explorer.digest',
    sources: ['gateway/explorer', 'clients/shared/rspack-config', 'pnpm-lock.yaml'],
    counts: (path) => !isTest(path),
    outputs: ['gateway/dist/explorer/index.html'],
  };
}
