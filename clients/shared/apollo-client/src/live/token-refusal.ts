import * as z from 'zod/mini';

const refused = z.object({
  extensions: z.object({
    code: z.literal('UNAUTHENTICATED'),
    reason: z.enum(['TOKEN_EXPIRED', 'TOKEN_INVALID']),
  }),
});

/** Whether the server turned something down for its token alone: a new token may help. */
export function isTokenRefusal(errors: readonly unknown[]): boolean {
  return errors.some((each) => refused.safeParse(each).success);
}
