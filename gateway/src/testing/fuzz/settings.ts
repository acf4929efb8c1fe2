import { z } from 'zod';

const settingsSchema = z.object({
  PAYLOOM_FUZZ_SEED: z.coerce.number().int().default(4242),
  PAYLOOM_FUZZ_CASES: z.coerce.number().int().min(1).default(1_000),
});

/**
 * The seed, and how many cases are made. Without another one each run asks the same, so that a change is judged by what it
 * changes. Throws a ZodError on values that are no numbers.
 */
export function readFuzzSettings(): { readonly seed: number; readonly casesCount: number } {
  const env = settingsSchema.parse(process.env);
  return { seed: env.PAYLOOM_FUZZ_SEED, casesCount: env.PAYLOOM_FUZZ_CASES };
}
