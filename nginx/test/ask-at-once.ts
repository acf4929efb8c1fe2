import type { NginxPlace } from '@payloom/testkit/own-nginx';
import { ask, type Answer, type Question } from './ask.ts';

export interface AskedAtOnce {
  /** A limit that fills anew lets more pass on a slow machine. */
  readonly seconds: number;
  readonly taken: number;
  readonly refused: readonly Answer[];
}

/** Asks that many times at once. */
export async function askAtOnce(
  place: NginxPlace,
  count: number,
  path: string,
  question: Question,
): Promise<AskedAtOnce> {
  const began = performance.now();
  const answers = await Promise.all(Array.from({ length: count }, () => ask(place, path, question)));
  return {
    seconds: (performance.now() - began) / 1_000,
    taken: answers.filter(({ status }) => status === 200).length,
    refused: answers.filter(({ status }) => status === 429),
  };
}
