import { serverNow } from '@payloom/i18n/server-clock';
import * as z from 'zod/mini';
import { post, SessionUnreachable, type Answer } from './post.ts';
import { refreshAgainDocument, refreshDocument, signOutDocument } from './session-documents.ts';
import { endingSchema, grantedSessionSchema, type GrantedSession, type SessionEnding } from './viewer.ts';

/**
 * The two requests that a session makes for itself. Plain `fetch`: the Apollo Client asks the session for its token,
 * so the session cannot ask the Apollo Client.
 */
export interface SessionRequests {
  /** A new access token for the refresh cookie, or why there is no session to go on with; `asked` has been asked already. */
  refresh(asked?: Promise<Answer>): Promise<RefreshedSession | SessionOver>;
  /** Ends the session at the server. */
  signOut(accessToken: string | undefined): Promise<void>;
}

export interface RefreshedSession extends GrantedSession {
  /** How long the token still lives, by the server's clock. */
  readonly lifetimeSeconds: number;
}

/** There is no session to go on with. */
export interface SessionOver {
  readonly over: SessionEnding;
}

const refreshAnswer = z.object({
  data: z.object({
    refreshSession: z.discriminatedUnion('__typename', [
      z.extend(grantedSessionSchema, { __typename: z.literal('Session') }),
      z.object({ __typename: z.literal('SessionExpired'), reason: z.catch(endingSchema, 'EXPIRED') }),
    ]),
  }),
});
/** The browser showed a token that has a successor. It may have got that by now; if not, somebody else has. */
const replacedAnswer = z.object({
  errors: z.tuple([z.object({ extensions: z.object({ reason: z.literal('TOKEN_REPLACED') }) })], z.unknown()),
});
const signOutAnswer = z.object({ data: z.object({ signOut: z.object({ __typename: z.string() }) }) });

/** The seconds left until `expiresAt`, by the answer's own Date where it has one, else by what earlier answers said of the time. */
export function secondsLeft(expiresAt: string, serverDate: string | null): number {
  const now = Date.parse(serverDate ?? '') || serverNow();
  return Math.max(0, (Date.parse(expiresAt) - now) / 1000);
}

/** The session's requests to the graph at `url`. */
export function sessionRequests(url = '/graphql'): SessionRequests {
  return {
    refresh: async (asked = post(url, refreshDocument)) => {
      const first = await asked;
      const isReplaced = replacedAnswer.safeParse(first.body).success;
      const { body, date } = isReplaced ? await post(url, refreshAgainDocument) : first;
      const answer = refreshAnswer.safeParse(body);
      if (!answer.success) throw new SessionUnreachable('Payloom could not say whether you are signed in.');
      const { refreshSession: session } = answer.data.data;
      if (session.__typename === 'SessionExpired') return { over: session.reason };
      return { ...session, lifetimeSeconds: secondsLeft(session.accessTokenExpiresAt, date) };
    },
    signOut: async (accessToken) => {
      const isDone = async (token: string | undefined): Promise<boolean> =>
        signOutAnswer.safeParse((await post(url, signOutDocument, token)).body).success;
      if (await isDone(accessToken)) return;
      // A token that has run out, as while the machine slept, is refused with all that it came along with: the cookie will do.
      if (accessToken !== undefined && (await isDone(undefined))) return;
      throw new SessionUnreachable('Payloom could not end the session.');
    },
  };
}
