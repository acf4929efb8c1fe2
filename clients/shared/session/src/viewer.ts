import * as z from 'zod/mini';

/** What somebody may do; the graph's `Role`. */
export const roleSchema = z.enum(['CUSTOMER', 'VENDOR', 'ADMIN']);
export type Role = z.infer<typeof roleSchema>;

/** Why there is no session to go on with; the graph's `SessionExpiredReason`. */
export const endingSchema = z.enum([
  'EXPIRED',
  'ENDED_BY_OWNER',
  'ENDED_BY_ADMINISTRATOR',
  'SUSPENDED',
  'PASSWORD_RESET',
]);
export type SessionEnding = z.infer<typeof endingSchema>;

/** The person who is signed in. */
export const sessionViewerSchema = z.object({
  id: z.string(),
  email: z.nullable(z.string()),
  role: roleSchema,
});
export type SessionViewer = z.infer<typeof sessionViewerSchema>;

/** The graph's `Session`, as `signIn`, `register` and `refreshSession` answer it. */
export const grantedSessionSchema = z.object({
  accessToken: z.string(),
  accessTokenExpiresAt: z.string(),
  viewer: sessionViewerSchema,
});
export type GrantedSession = z.infer<typeof grantedSessionSchema>;
