import { randomInt } from 'node:crypto';
import { z } from 'zod';

const settingsSchema = z.object({
  PAYLOOM_FUZZ_SEED: z.coerce.number().int().optional(),
  PAYLOOM_FUZZ_CASES: z.coerce.number().int().min(1).default(1_000),
});

/** The seed to run again, or a new one; and how many cases are made. Throws a ZodError on values that are no numbers. */
export function readFuzzSettings(): { readonly seed: number; readonly casesCount: number } {
  const env = settingsSchema.parse(process.env);
  return { seed: env.PAYLOOM_FUZZ_SEED ?? randomInt(2 ** 31), casesCount: env.PAYLOOM_FUZZ_CASES };
}
