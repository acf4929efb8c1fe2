import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { isJsonObject } from '../executor/json.ts';

/** Texts by their SHA-256, in hexadecimal. */
export type DocumentList = ReadonlyMap<string, string>;

const listSchema = z.record(z.string(), z.string());

/** How a document is named by whoever leaves out its text. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Reads a list of documents; null where there is none. Throws when the file holds anything else. */
export async function readDocumentList(path: string): Promise<DocumentList | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (isJsonObject(error) && error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const read = listSchema.safeParse(JSON.parse(text));
  if (!read.success) throw new Error(`${path}: expected texts of documents by their hash`);
  const list = new Map(Object.entries(read.data));
  for (const [hash, document] of list)
    if (hash !== hashOf(document)) throw new Error(`${path}: ${hash} is not the hash of its document`);
  return list;
}
