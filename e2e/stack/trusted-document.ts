import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const path = join(import.meta.dirname, '../../schema/operations.json');

/** What a page sends under this name: the gateways of the stack run nothing else. */
export function trustedDocument(name: string): string {
  const documents = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(path, 'utf8')));
  const begins = new RegExp(`^(?:query|mutation|subscription) ${name}\\b`);
  const found = Object.values(documents).find((text) => begins.test(text));
  if (found === undefined) throw new Error(`No client sends ${name}.`);
  return found;
}
