import * as z from 'zod/mini';
import { EntryLoadError } from './container.ts';
import type { Release } from './release.ts';

/** What a server that does not answer may take of the moment in which somebody waits to be told what is wrong. */
const CHECK_TIMEOUT_MS = 5_000;

const releaseSchema = z.object({ files: z.record(z.string(), z.string()) });
const failedRequestSchema = z.object({ request: z.url() });
const chunkErrorSchema = z.object({ name: z.literal('ChunkLoadError') });

type Hashes = Readonly<Record<string, string>>;
type Verdict = 'as released' | 'tampered' | 'unknown';

async function hashOf(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return `sha256-${btoa(String.fromCharCode(...digest))}`;
}

/** Past every cache: one that kept a broken copy then has the right one for the next try. */
async function check(url: string, expected: string | undefined): Promise<Verdict> {
  if (expected === undefined) return 'unknown';
  try {
    const response = await fetch(url, { cache: 'reload', signal: AbortSignal.timeout(CHECK_TIMEOUT_MS) });
    if (!response.ok) return 'unknown';
    return (await hashOf(await response.arrayBuffer())) === expected ? 'as released' : 'tampered';
  } catch {
    return 'unknown';
  }
}

async function readHashes({ descriptionUrl, pins }: Release): Promise<Hashes> {
  try {
    const response = await fetch(descriptionUrl, {
      integrity: pins['release.json'] ?? '',
      signal: AbortSignal.timeout(CHECK_TIMEOUT_MS),
    });
    return { ...releaseSchema.parse(await response.json()).files, ...pins };
  } catch {
    return pins;
  }
}

/** The files that an error of a chunk or a stylesheet may be about; that of a stylesheet does not say of which. */
function suspects(error: unknown, hashes: Hashes, assetsUrl: string): string[] {
  const { request } = failedRequestSchema.safeParse(error).data ?? {};
  if (request === undefined) return Object.keys(hashes).filter((path) => path.endsWith('.css'));
  return request.startsWith(assetsUrl) ? [request.slice(assetsUrl.length)] : [];
}

/**
 * Whether a remote could not be loaded, or a part of it, because a file is not as it was released. A browser does not say so to the
 * page: to it a file with another hash is one that did not come. So the file is fetched once more, and compared.
 */
export async function isTampered(release: Release, error: unknown): Promise<boolean> {
  const { assetsUrl, pins } = release;
  if (assetsUrl === undefined || !('subtle' in crypto)) return false;
  const isOfChunk = chunkErrorSchema.safeParse(error).success;
  if (!isOfChunk && !(error instanceof EntryLoadError)) return false;
  const hashes = isOfChunk ? await readHashes(release) : pins;
  for (const path of isOfChunk ? suspects(error, hashes, assetsUrl) : Object.keys(pins)) {
    const url = path.endsWith('.json') ? release.descriptionUrl : assetsUrl + path;
    const verdict = await check(url, hashes[path]);
    if (verdict !== 'as released') return verdict === 'tampered';
  }
  return false;
}
