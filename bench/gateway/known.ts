import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { ask } from './answers.ts';
import { questions } from './graph.ts';
import type { Asked } from './measure.ts';
import type { Stage } from './stage.ts';

const fetchesSchema = z.array(z.object({ url: z.url(), body: z.string() }));

/** Each question with the fetches that ours makes for it, one after the other, and the answer. */
export const knownSchema = z.array(z.object({ query: z.string(), fetches: fetchesSchema, answer: z.json() }));

/** Looks on as ours is asked each question, and writes down what a gateway that does nothing else has to do. */
export async function writeKnown(stage: Stage, { gateway, answers }: Asked): Promise<string> {
  const known: z.infer<typeof knownSchema> = [];
  for (const question of questions) {
    await stage.subgraphs.tell('record');
    await ask(gateway, question);
    const fetches = await stage.subgraphs.ask('takeRecorded', null, fetchesSchema);
    known.push({
      query: question.query,
      fetches,
      answer: z.json().parse(JSON.parse(answers.get(question) ?? '')),
    });
  }
  const path = join(dirname(stage.supergraphPath), 'known.json');
  await writeFile(path, JSON.stringify(known));
  return path;
}
