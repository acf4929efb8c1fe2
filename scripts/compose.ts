import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeServices, type CompositionSuccess } from '@apollo/composition';
import { printSchema, type ServiceDefinition } from '@apollo/federation-internals';
import { parse } from 'graphql';
import { cachingReasons } from './compose/check-caching.ts';
import { eventReasons } from './compose/check-events.ts';
import { sharingReasons } from './compose/check-sharing.ts';

const root = join(import.meta.dirname, '..');
const schemaFolder = join(root, 'schema');

/**
 * What every `live.graphql` is headed with: it becomes a virtual subgraph, whose subscriptions the gateway feeds from
 * events (docs/architecture.md, "The live path").
 */
const liveHeader = /* GraphQL */ `
  extend schema
    @link(
      url: "https://specs.apollo.dev/federation/v2.9"
      import: ["@key", "@shareable", "@authenticated", "@requiresScopes", "@composeDirective"]
    )
    @link(url: "https://payloom.dev/live/v1.0", import: ["@event"])
    @composeDirective(name: "@event")

  directive @event(types: [String!]!, where: [String!]) on FIELD_DEFINITION

  scalar Cursor
  scalar DateTime
`;

export class CompositionError extends Error {
  readonly reasons: readonly string[];
  constructor(reasons: readonly string[]) {
    super(`The subgraphs do not compose:\n${reasons.map((reason) => `  - ${reason}`).join('\n')}`);
    this.name = 'CompositionError';
    this.reasons = reasons;
  }
}

export type CompositionHint = CompositionSuccess['hints'][number];

export interface ComposedSchema {
  supergraphSdl: string;
  /** What a client sees: without join, link and inaccessible elements. */
  apiSdl: string;
  /** What fits together and yet may not be as it was meant. */
  hints: readonly CompositionHint[];
}

/** Every folder of `subgraphs/` is one subgraph; its `live.graphql`, if any, a second, virtual one. */
export function readSubgraphs(folder = join(root, 'subgraphs')): ServiceDefinition[] {
  return readdirSync(folder)
    .sort()
    .filter((name) => existsSync(join(folder, name, 'schema.graphql')))
    .flatMap((name) => {
      const real = define(name, `http://${name}:4000/graphql`, join(folder, name, 'schema.graphql'), '');
      const livePath = join(folder, name, 'live.graphql');
      return existsSync(livePath)
        ? [real, define(`${name}-live`, `amqp:${name}`, livePath, liveHeader)]
        : [real];
    });
}

function define(name: string, url: string, path: string, header: string): ServiceDefinition {
  const sdl = readFileSync(path, 'utf8');
  try {
    return { name, url, typeDefs: parse(header + sdl) };
  } catch (error) {
    throw new CompositionError([`[${name}] ${error instanceof Error ? error.message : String(error)}`]);
  }
}

/** Composes the supergraph. Throws a CompositionError that lists every reason. */
export function compose(services = readSubgraphs()): ComposedSchema {
  const result = composeServices(services);
  if (result.errors) throw new CompositionError(result.errors.map((error) => error.message));
  const reasons = [...sharingReasons(services), ...cachingReasons(services), ...eventReasons(services)];
  if (reasons.length > 0) throw new CompositionError(reasons);
  return {
    supergraphSdl: result.supergraphSdl,
    apiSdl: printSchema(result.schema.toAPISchema()),
    hints: result.hints,
  };
}

const withNewline = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`);

function filesOf({ supergraphSdl, apiSdl }: ComposedSchema): Record<string, string> {
  return { 'supergraph.graphql': withNewline(supergraphSdl), 'api.graphql': withNewline(apiSdl) };
}

/** Writes the composed files; a reader never sees half of one. Returns the paths that changed. */
export function writeComposed(composed: ComposedSchema, folder = schemaFolder): string[] {
  mkdirSync(folder, { recursive: true });
  const stale = staleFiles(composed, folder);
  for (const [name, text] of Object.entries(filesOf(composed))) {
    const path = join(folder, name);
    if (!stale.includes(path)) continue;
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
  }
  return stale;
}

/** The committed files that are not what would be written now. */
export function staleFiles(composed: ComposedSchema, folder = schemaFolder): string[] {
  return Object.entries(filesOf(composed)).flatMap(([name, text]) => {
    const path = join(folder, name);
    return existsSync(path) && readFileSync(path, 'utf8') === text ? [] : [path];
  });
}

function main(): void {
  try {
    const composed = compose();
    if (!process.argv.includes('--check')) {
      writeComposed(composed);
      return;
    }
    const stale = staleFiles(composed);
    if (stale.length === 0) return;
    console.error(`Stale: run \`pnpm compose\` and commit what it writes:\n  ${stale.join('\n  ')}`);
    process.exitCode = 1;
  } catch (error) {
    if (!(error instanceof CompositionError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

if (import.meta.main) main();
