import * as z from 'zod/mini';
import type { PasskeyChallenge } from './passkeys.ts';
import { post, SessionUnreachable } from './post.ts';
import { noticeDocument, passkeyChallengeDocument } from './session-documents.ts';

/**
 * What a page asks before anybody is signed in, besides who that is. Plain `fetch`, as for the session: such a page is shown
 * without waiting for the Apollo Client.
 */
const URL_OF_GRAPH = '/graphql';

const noticeAnswer = z.object({ data: z.object({ notice: z.object({ text: z.nullable(z.string()) }) }) });
const challengeAnswer = z.object({
  data: z.object({
    beginPasskeySignIn: z.object({
      challenge: z.string(),
      rpId: z.string(),
      timeoutMs: z.number(),
      credentials: z.array(z.object({ credentialId: z.string(), transports: z.array(z.string()) })),
    }),
  }),
});

/** What administrators tell everybody; undefined where there is nothing, or where it cannot be had. */
export async function fetchNotice(): Promise<string | undefined> {
  const { body } = await post(URL_OF_GRAPH, noticeDocument);
  return noticeAnswer.safeParse(body).data?.data.notice.text ?? undefined;
}

/** What any passkey of this browser may sign to begin a session. Rejects with `SessionUnreachable` where there is none. */
export async function fetchPasskeyChallenge(): Promise<PasskeyChallenge> {
  const { body } = await post(URL_OF_GRAPH, passkeyChallengeDocument);
  const answer = challengeAnswer.safeParse(body);
  if (!answer.success) throw new SessionUnreachable('Payloom did not say what a passkey is to sign.');
  return answer.data.data.beginPasskeySignIn;
}
