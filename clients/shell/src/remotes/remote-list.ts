import type { Role } from '@payloom/session/viewer';
import * as z from 'zod/mini';
import { takeListAnswer } from '../first/list-answer.ts';

const remoteListSchema = z.object({
  remotes: z.array(
    z.object({
      name: z.string(),
      label: z.object({ en: z.string(), de: z.string() }),
      // With `/` where it has cards on the dashboard.
      paths: z.array(z.string()),
      // Left out where it has something for everybody.
      roles: z.optional(z.array(z.string())),
      entry: z.string(),
      // Left out in development, where a remote changes with each edit.
      version: z.optional(z.string()),
      integrity: z.optional(z.record(z.string(), z.string())),
      // What the pages that people begin with need beside the rest.
      pages: z.optional(z.record(z.string(), z.array(z.string()))),
    }),
  ),
});

/** What is known of a remote before it is loaded. */
export type RemoteListing = z.infer<typeof remoteListSchema>['remotes'][number];

/** Reads which remotes there are, and at which versions. No cache is asked: a release, or taking one back, is a change of this. */
export async function fetchRemoteList(): Promise<RemoteListing[]> {
  return remoteListSchema.parse(await takeListAnswer()).remotes;
}

/** Whether a remote has anything to show on the pages of others to somebody of that role; nobody knows it of who is not known yet. */
export const isMeantFor = (role: Role | undefined, { roles }: Pick<RemoteListing, 'roles'>): boolean =>
  roles === undefined || (role !== undefined && roles.includes(role));
