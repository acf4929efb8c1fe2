import {
  completeSignInDocument,
  refreshAgainDocument,
  refreshDocument,
  signInDocument,
  signOutDocument,
} from './session-documents.ts';

/** A session as the auth subgraph grants it. */
export interface GrantedSession {
  readonly accessToken: string;
  readonly email: string;
  readonly role: string;
  /** How long the token lives, by the server's clock. */
  readonly lifetimeMs: number;
}

/** A sign-in that is not over before a code is given. */
export interface BegunSignIn {
  readonly challenge: string;
}

/** Why there is no session, in words for the person who asked. */
export class SessionRefused extends Error {
  override readonly name = 'SessionRefused';
  /** The graph's type of the refusal. */
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

/** The cookie has a successor, which this browser may have by now. */
class TokenReplaced extends Error {}

interface Answer {
  readonly __typename: string;
  readonly message?: string;
  readonly accessToken?: string;
  readonly accessTokenExpiresAt?: string;
  readonly viewer?: { readonly email: string; readonly role: string };
  readonly challenge?: string;
}

interface Body {
  readonly data?: { readonly answer?: Answer } | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly reason?: unknown };
  }[];
}

interface Answered {
  readonly answer: Answer;
  readonly serverTimeMs: number;
}

/** Signs in, or begins to where the account asks for a code. Throws a SessionRefused that says why not. */
export async function signIn(email: string, password: string): Promise<GrantedSession | BegunSignIn> {
  const answered = await send(signInDocument, { input: { email, password } });
  const { challenge } = answered.answer;
  return challenge === undefined ? granted(answered) : { challenge };
}

/** Ends a sign-in by the code of an app, or a recovery code. Throws a SessionRefused that says why not. */
export async function completeSignIn({ challenge }: BegunSignIn, code: string): Promise<GrantedSession> {
  return granted(await send(completeSignInDocument, { input: { challenge, code } }));
}

/** A new token for the session of the refresh cookie. Throws a SessionRefused when there is none. */
export async function refreshSession(): Promise<GrantedSession> {
  const answered = send(refreshDocument).catch((error: unknown) => {
    if (error instanceof TokenReplaced) return send(refreshAgainDocument);
    throw error;
  });
  return granted(await answered);
}

/** Ends the session of the refresh cookie. */
export async function signOut(): Promise<void> {
  await send(signOutDocument);
}

/** A connection may be gone without a word, and whoever waits is shown nothing else. */
const answerWithinMs = 30_000;

async function send(query: string, variables: object = {}): Promise<Answered> {
  const response = await post({ query, variables }).catch((cause: unknown) => {
    throw new Error('The graph could not be reached.', { cause });
  });
  const body = (await response.json()) as Body;
  const answer = body.data?.answer;
  if (!answer) throw failureOf(body);
  return { answer, serverTimeMs: Date.parse(response.headers.get('date') ?? '') || Date.now() };
}

const post = (question: object): Promise<Response> =>
  fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(question),
    signal: AbortSignal.timeout(answerWithinMs),
  });

function failureOf({ errors: [error] = [] }: Body): Error {
  const message = error?.message ?? 'The graph did not answer.';
  return error?.extensions?.reason === 'TOKEN_REPLACED' ? new TokenReplaced(message) : new Error(message);
}

function granted({ answer, serverTimeMs }: Answered): GrantedSession {
  const { __typename: type, accessToken, accessTokenExpiresAt, viewer, message } = answer;
  if (!accessToken || !accessTokenExpiresAt || !viewer)
    throw new SessionRefused(type, message ?? 'There is no session.');
  return { ...viewer, accessToken, lifetimeMs: Date.parse(accessTokenExpiresAt) - serverTimeMs };
}
