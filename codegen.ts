import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CodegenConfig } from '@graphql-codegen/cli';

const root = import.meta.dirname;

const scalars = {
  Cursor: 'string',
  Currency: 'string',
  EmailAddress: 'string',
  JSONObject: 'Record<string, unknown>',
  Locale: 'string',
  LocalDate: 'string',
  PhoneNumber: 'string',
  SafeInt: 'number',
  TimeZone: 'string',
};

/** `export type PaymentMapper = ...` in a subgraph's `src/resolvers/mappers.ts` is what its Payment resolvers get. */
function mappersOf(subgraph: string): Record<string, string> {
  const path = join(root, 'subgraphs', subgraph, 'src/resolvers/mappers.ts');
  if (!existsSync(path)) return {};
  const matches = readFileSync(path, 'utf8').matchAll(/export (?:type|interface) (\w+)Mapper\b/g);
  const names = [...matches].flatMap(([, name]) => name ?? []);
  return Object.fromEntries(names.map((name) => [name, `../mappers.ts#${name}Mapper`]));
}

function subgraphTypes(subgraph: string): CodegenConfig['generates'] {
  return {
    [`subgraphs/${subgraph}/src/resolvers/__generated__/resolver-types.ts`]: {
      schema: [`subgraphs/${subgraph}/schema.graphql`],
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        federation: true,
        contextType: '../../context.ts#Context',
        mappers: mappersOf(subgraph),
        scalars: { ...scalars, DateTime: 'Date' },
        enumsAsTypes: true,
        useTypeImports: true,
        useIndexSignature: false,
        resolversNonOptionalTypename: { unionMember: true },
      },
    },
  };
}

const operations: CodegenConfig['generates'] = {
  'clients/': {
    schema: 'schema/api.graphql',
    documents: ['clients/{shell,remotes/*,shared/*}/src/**/*.graphql'],
    preset: 'near-operation-file',
    presetConfig: { extension: '.ts', folder: '__generated__' },
    plugins: ['typescript-operations', 'typed-document-node', './scripts/codegen/apollo-hooks.ts'],
    config: {
      documentNodeImport: '@apollo/client#TypedDocumentNode',
      scalars: { ...scalars, DateTime: 'string' },
      enumsAsTypes: true,
      useTypeImports: true,
      nonOptionalTypename: true,
      skipTypeNameForRoot: true,
      avoidOptionals: { field: true, inputValue: false },
      dedupeFragments: true,
    },
  },
};

const possibleTypes: CodegenConfig['generates'] = {
  'clients/shared/apollo-client/src/__generated__/possible-types.ts': {
    schema: 'schema/api.graphql',
    plugins: ['./scripts/codegen/possible-types.ts'],
  },
};

const findSubgraphs = (): string[] =>
  readdirSync(join(root, 'subgraphs')).filter((name) =>
    existsSync(join(root, 'subgraphs', name, 'schema.graphql')),
  );

/** Read anew each time: in development, mappers and subgraphs come and go. */
export function codegenConfig(): CodegenConfig {
  const resolverTypes = findSubgraphs().flatMap((name) => Object.entries(subgraphTypes(name)));
  return {
    generates: { ...Object.fromEntries(resolverTypes), ...operations, ...possibleTypes },
    ignoreNoDocuments: true,
    silent: true,
  };
}
