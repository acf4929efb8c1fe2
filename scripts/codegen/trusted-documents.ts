import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InMemoryCache } from '@apollo/client';
import { getOperationAST, parse, print, type DocumentNode } from 'graphql';
import { z } from 'zod';
import * as sessionDocuments from '../../clients/shared/session/src/session-documents.ts';
import * as explorerDocuments from '../../gateway/explorer/src/session-documents.ts';
import { earlierRevision, hasRevision, openRevision } from '../schema/revision.ts';
import * as eventsDocuments from '../events/events-documents.ts';
import * as demoDocuments from '../start/demo-documents.ts';

const root = join(import.meta.dirname, '../..');

/** The documents that clients and programs of ours send, and those that they sent before, for gateways to trust. */
const presentPath = 'schema/operations.json';
const earlierPath = 'schema/earlier-operations.json';

const generated = 'clients/{shell,remotes/*,shared/*}/src/**/__generated__/*.ts';
/** How the generated code writes what the Apollo Client is given. */
const documentLine = /^export const \w+Document = (\{.*\}) as unknown as DocumentNode/gm;

const documentSchema = z.custom<DocumentNode>(
  (value) =>
    z
      .object({ kind: z.literal('Document'), definitions: z.array(z.object({ kind: z.string() })) })
      .safeParse(value).success,
);

/** How the Apollo Client sends a document: its cache asks for `__typename` everywhere. */
function sentText(document: DocumentNode): string {
  return print(new InMemoryCache().transformDocument(document));
}

function generatedDocuments(): string[] {
  return globSync(generated, { cwd: root, exclude: ['**/node_modules/**'] }).flatMap((path) =>
    [...readFileSync(join(root, path), 'utf8').matchAll(documentLine)].map(([, json = '']) =>
      sentText(documentSchema.parse(JSON.parse(json))),
    ),
  );
}

const nameOf = (text: string): string => getOperationAST(parse(text))?.name?.value ?? '';

/** Texts by their SHA-256, in the order of the operations' names. */
function listOf(texts: Iterable<string>): Record<string, string> {
  const entries = [...new Set(texts)].map((text) => ({
    order: `${nameOf(text)} ${text}`,
    entry: [createHash('sha256').update(text).digest('hex'), text] as const,
  }));
  entries.sort((one, other) => (one.order < other.order ? -1 : 1));
  return Object.fromEntries(entries.map(({ entry }) => entry));
}

/** What our clients and programs send now. */
function presentTexts(): string[] {
  const programs = [sessionDocuments, explorerDocuments, eventsDocuments, demoDocuments];
  return [...generatedDocuments(), ...programs.flatMap((module) => Object.values(module))];
}

const listSchema = z.record(z.string(), z.string());
const textsIn = (json: string | undefined): string[] =>
  json === undefined ? [] : Object.values(listSchema.parse(JSON.parse(json)));

/** What clients sent as they were committed, which may be open in somebody's browser. */
function committedTexts(): string[] {
  return ['HEAD', earlierRevision(root)].flatMap((name) => {
    if (name === undefined || !hasRevision(root, name)) return [];
    return textsIn(openRevision(root, name).read(presentPath));
  });
}

const read = (path: string): string | undefined =>
  existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined;

/** Each file as it would be written now. What was sent earlier stays until somebody takes it out. */
function filesNow(): Record<string, string> {
  const present = new Set(presentTexts());
  const earlier = [...textsIn(read(earlierPath)), ...committedTexts()].filter((text) => !present.has(text));
  const textOf = (texts: Iterable<string>) => `${JSON.stringify(listOf(texts), null, 2)}\n`;
  return { [presentPath]: textOf(present), [earlierPath]: textOf(earlier) };
}

/** The committed files that are not what would be written now. */
export function staleTrustedDocuments(): string[] {
  return Object.entries(filesNow()).flatMap(([path, text]) => (read(path) === text ? [] : [path]));
}

/** Writes the files that are stale; a reader never sees half of one. */
export function writeTrustedDocuments(): void {
  for (const [path, text] of Object.entries(filesNow())) {
    if (read(path) === text) continue;
    writeFileSync(join(root, `${path}.new`), text);
    renameSync(join(root, `${path}.new`), join(root, path));
  }
}
