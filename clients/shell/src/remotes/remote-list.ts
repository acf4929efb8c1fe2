import * as z from 'zod/mini';

const remoteListSchema = z.object({
  remotes: z.array(
    z.object({
      name: z.string(),
      label: z.object({ en: z.string(), de: z.string() }),
      paths: z.array(z.string()),
      entry: z.string(),
      // Left out in development, where a remote changes with each edit.
      version: z.optional(z.string()),
      integrity: z.optional(z.record(z.string(), z.string())),
    }),
  ),
});

/** What is known of a remote before it is loaded. */
export type RemoteListing = z.infer<typeof remoteListSchema>['remotes'][number];

/** Reads which remotes there are, and at which versions. No cache is asked: a release, or taking one back, is a change of this. */
export async function fetchRemoteList(): Promise<RemoteListing[]> {
  const response = await fetch('/remotes.json', { cache: 'no-cache' });
  if (!response.ok) throw new Error(`remotes.json was answered with ${response.status}`);
  return remoteListSchema.parse(await response.json()).remotes;
}

/** Whether a path is one of those, or below one. */
export function isUnder(path: string, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
}
