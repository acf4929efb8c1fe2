import { randomInt } from 'node:crypto';
import { z } from 'zod';

const settingsSchema = z.object({
  PAYLOOM_FAULT_SEED: z.coerce.number().int().optional(),
  PAYLOOM_FAULT_PAYMENTS: z.coerce.number().int().min(1).default(2_000),
  PAYLOOM_FAULT_SUBSCRIBERS: z.coerce.number().int().min(1).default(200),
});

export interface Settings {
  readonly seed: number;
  readonly paymentsCount: number;
  readonly subscribersCount: number;
}

/** The seed to run again, or a new one; and how many pay and subscribe. Throws a ZodError on values that are no numbers. */
export function readSettings(): Settings {
  const env = settingsSchema.parse(process.env);
  return {
    seed: env.PAYLOOM_FAULT_SEED ?? randomInt(2 ** 31),
    paymentsCount: env.PAYLOOM_FAULT_PAYMENTS,
    subscribersCount: env.PAYLOOM_FAULT_SUBSCRIBERS,
  };
}
