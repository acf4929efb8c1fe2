import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { root } from '../build/artefacts.ts';
import { Problem } from '../start/problem.ts';

const writtenSchema = z.object({ bytes: z.int(), sha256: z.string().regex(/^[0-9a-f]{64}$/) });

/** What a backup says of itself. It is written last: a folder without it is no whole backup. */
export const manifestSchema = z.object({
  format: z.literal(1),
  at: z.iso.datetime(),
  /** Of every file, by its name in the folder. */
  files: z.record(z.string().regex(/^[\w.-]+$/), writtenSchema),
  /** By subgraph: the server that was asked, and the newest migration its database has had. */
  databases: z.record(z.string(), z.object({ postgres: z.string(), migration: z.string() })),
  rabbitMq: z.string(),
  /** Names of the keys without which nobody can use the app that makes their codes. */
  sealingKeys: z.array(z.string()).min(1),
});

export type Manifest = z.infer<typeof manifestSchema>;

export const manifestName = 'manifest.json';

/** Names keys without telling them: which keys a backup needs can be seen before it is restored. */
export function fingerprintsOf(sealingKeys: string): string[] {
  const keys = sealingKeys.split(/\s+/).filter((key) => key !== '');
  return keys.map((key) => createHash('sha256').update(`payloom ${key}`).digest('hex').slice(0, 16));
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Reads a backup's manifest and compares every file with what it says. */
export async function readBackup(folder: string): Promise<Manifest> {
  const path = join(folder, manifestName);
  if (!existsSync(path))
    throw new Problem(`${folder} is no whole backup: there is no ${manifestName} in it.`);
  const parsed = manifestSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new Problem(`${path} is not one that this version can read.`);
  const wrong: string[] = [];
  for (const [name, { sha256 }] of Object.entries(parsed.data.files)) {
    const file = join(folder, name);
    if (!existsSync(file) || (await hashOf(file)) !== sha256) wrong.push(name);
  }
  if (wrong.length > 0)
    throw new Problem(`The backup is damaged, nothing was changed: ${wrong.join(', ')} is not what it was.`);
  return parsed.data;
}

/** Throws when a database has had a migration that is not among the sources: it is of a newer version. */
export function assertNotNewer({ databases }: Manifest): void {
  for (const [subgraph, { migration }] of Object.entries(databases)) {
    const folder = join(root, 'subgraphs', subgraph, 'migrations');
    const known = existsSync(folder) ? readdirSync(folder) : [];
    if (!known.some((name) => name.replace(/\.ts$/, '') === migration))
      throw new Problem(
        `The backup was made by another version: ${subgraph} has no migration ${migration} here. ` +
          'Check that version out, restore, then upgrade.',
      );
  }
}
