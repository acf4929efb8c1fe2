/** The server could not be asked, or its answer not be read: nothing is known about the session. */
export class SessionUnreachable extends Error {
  override readonly name = 'SessionUnreachable';
}

/** What the graph answered, and when by its clock. */
export interface Answer {
  readonly body: unknown;
  readonly date: string | null;
}

/**
 * Sends one document to the graph. It is seen through when the page is left meanwhile: a cookie that is replaced by the
 * answer would be lost with it. Throws `SessionUnreachable` where there is no answer.
 */
export async function post(url: string, query: string, accessToken?: string): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      credentials: 'same-origin',
      keepalive: true,
      headers: {
        'content-type': 'application/json',
        ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
      },
      body: JSON.stringify({ query }),
    });
    return { body: await response.json(), date: response.headers.get('date') };
  } catch (cause) {
    throw new SessionUnreachable('Payloom could not be reached.', { cause });
  }
}
