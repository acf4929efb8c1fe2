/** A session as the auth subgraph grants it. */
export interface GrantedSession {
  readonly accessToken: string;
  readonly email: string;
  readonly role: string;
  /** How long the token lives, by the server's clock. */
  readonly lifetimeMs: number;
}

/** Why there is no session, in words for the person who asked. */
export class SessionRefused extends Error {
  override readonly name = 'SessionRefused';
}

const grant = `... on Session { accessToken accessTokenExpiresAt viewer { email role } } ... on Problem { message }`;
const signInDocument = `mutation ($input: SignInInput!) { answer: signIn(input: $input) { __typename ${grant} } }`;
const refreshDocument = `mutation { answer: refreshSession { __typename ${grant} } }`;
const signOutDocument = `mutation { answer: signOut { __typename } }`;

interface Answer {
  readonly __typename: string;
  readonly message?: string;
  readonly accessToken?: string;
  readonly accessTokenExpiresAt?: string;
  readonly viewer?: { readonly email: string; readonly role: string };
}

interface Body {
  readonly data?: { readonly answer?: Answer } | null;
  readonly errors?: readonly { readonly message: string }[];
}

/** Signs in. Throws a SessionRefused that says why not. */
export async function signIn(email: string, password: string): Promise<GrantedSession> {
  return granted(await send(signInDocument, { input: { email, password } }));
}

/** A new token for the session of the refresh cookie. Throws a SessionRefused when there is none. */
export async function refreshSession(): Promise<GrantedSession> {
  return granted(await send(refreshDocument));
}

/** Ends the session of the refresh cookie. */
export async function signOut(): Promise<void> {
  await send(signOutDocument);
}

async function send(
  query: string,
  variables: object = {},
): Promise<{ answer: Answer; serverTimeMs: number }> {
  const response = await fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as Body;
  const answer = body.data?.answer;
  if (!answer) throw new Error(body.errors?.[0]?.message ?? 'The graph did not answer.');
  return { answer, serverTimeMs: Date.parse(response.headers.get('date') ?? '') || Date.now() };
}

function granted({ answer, serverTimeMs }: { answer: Answer; serverTimeMs: number }): GrantedSession {
  const { accessToken, accessTokenExpiresAt, viewer, message } = answer;
  if (!accessToken || !accessTokenExpiresAt || !viewer)
    throw new SessionRefused(message ?? 'There is no session.');
  return { ...viewer, accessToken, lifetimeMs: Date.parse(accessTokenExpiresAt) - serverTimeMs };
}
