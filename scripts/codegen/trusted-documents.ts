import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InMemoryCache } from '@apollo/client';
import { getOperationAST, parse, print, type DocumentNode } from 'graphql';
import { z } from 'zod';
import * as sessionDocuments from '../../clients/shared/session/src/session-documents.ts';
import * as eventsDocuments from '../events/events-documents.ts';
import * as demoDocuments from '../start/demo-documents.ts';

const root = join(import.meta.dirname, '../..');

/** The documents that clients and programs of ours send, for gateways to trust. */
export const trustedDocumentsPath = join(root, 'schema/operations.json');

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

/** What our clients and programs send, by its SHA-256, in the order of the operations' names. */
export function collectTrustedDocuments(): Record<string, string> {
  const programs = [sessionDocuments, eventsDocuments, demoDocuments].flatMap((module) =>
    Object.values(module),
  );
  const entries = [...new Set([...generatedDocuments(), ...programs])].map((text) => ({
    order: `${nameOf(text)} ${text}`,
    entry: [createHash('sha256').update(text).digest('hex'), text] as const,
  }));
  entries.sort((one, other) => (one.order < other.order ? -1 : 1));
  return Object.fromEntries(entries.map(({ entry }) => entry));
}

const textOf = (documents: Record<string, string>): string => `${JSON.stringify(documents, null, 2)}\n`;

/** Whether the committed file is another than what would be written now. */
export function areTrustedDocumentsStale(path = trustedDocumentsPath): boolean {
  return !existsSync(path) || readFileSync(path, 'utf8') !== textOf(collectTrustedDocuments());
}

/** Writes the file where it is stale; a reader never sees half of it. */
export function writeTrustedDocuments(path = trustedDocumentsPath): void {
  if (!areTrustedDocumentsStale(path)) return;
  writeFileSync(`${path}.new`, textOf(collectTrustedDocuments()));
  renameSync(`${path}.new`, path);
}
