import { learnTime } from '@payloom/i18n/server-clock';
import { fetchInTime } from './fetch-in-time.ts';

/**
 * All tabs wait for the one that asks. Twice that and more is the server's grace for a token that has been replaced
 * (`rotationGraceSeconds`): where the answer was lost that brought the next one, there is time to ask for it again.
 */
const ANSWER_WITHIN_MS = 8_000;

/** The server could not be asked, or its answer not be read: nothing is known about the session. */
export class SessionUnreachable extends Error {
  override readonly name = 'SessionUnreachable';
}

/** What the graph answered, and when by its clock. */
export interface Answer {
  readonly body: unknown;
  readonly date: string | null;
}

const requestOf = (query: string, accessToken: string | undefined): RequestInit => ({
  method: 'POST',
  credentials: 'same-origin',
  keepalive: true,
  headers: {
    'content-type': 'application/json',
    ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
  },
  body: JSON.stringify({ query }),
});

/**
 * Sends one document to the graph. It is seen through when the page is left meanwhile: a cookie that is replaced by the
 * answer would be lost with it. Throws `SessionUnreachable` where there is no answer in time.
 */
export async function post(url: string, query: string, accessToken?: string): Promise<Answer> {
  const askedAtMs = Date.now();
  try {
    const response = await fetchInTime(url, requestOf(query, accessToken), ANSWER_WITHIN_MS);
    const date = response.headers.get('date');
    learnTime(date, askedAtMs);
    return { body: await response.json(), date };
  } catch (cause) {
    throw new SessionUnreachable('Payloom could not be reached.', { cause });
  }
}
