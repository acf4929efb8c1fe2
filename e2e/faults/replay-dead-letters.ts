import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { askUntilAnswered } from './graph-client.ts';
import type { Platform } from './platform.ts';

const idsAtOnceMax = 100;
const replayMutation = `mutation Replay($ids: [ID!]!) {
  replayDeadLetters(ids: $ids) { deadLetters { id } skipped }
}`;
const replayedSchema = z.object({
  replayDeadLetters: z.object({
    deadLetters: z.array(z.object({ id: z.string() })),
    skipped: z.array(z.string()),
  }),
});

/** As an administrator does once the bug is mended: sends every open dead letter to its consumer again. Resolves with their number. */
export async function replayAll(platform: Platform): Promise<number> {
  const ids = await platform.query('admin', async (database) => {
    const { rows } = await database.query<{ id: string }>(
      `select id from dead_letters where status = 'OPEN'`,
    );
    return rows.map(({ id }) => id);
  });
  const as = { userId: uuidv7(), role: 'ADMIN', scopes: ['events:read', 'events:manage'] } as const;
  let replayed = 0;
  for (let from = 0; from < ids.length; from += idsAtOnceMax) {
    const variables = { ids: ids.slice(from, from + idsAtOnceMax) };
    const operation = { subgraph: 'admin', query: replayMutation, variables, as } as const;
    const answer = replayedSchema.parse(await askUntilAnswered(platform, operation));
    replayed += answer.replayDeadLetters.deadLetters.length;
  }
  return replayed;
}
