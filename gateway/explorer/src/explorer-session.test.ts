import { jest } from '@jest/globals';
import { ExplorerSession } from './explorer-session.ts';
import * as documents from './session-documents.ts';

type Answer = Record<string, unknown>;
interface Sent {
  readonly query: string;
  readonly variables: unknown;
}

const ownFetch = globalThis.fetch;
let session: ExplorerSession;
let sent: Sent[];
let answers: (Answer | Error)[];

const granted = (role: string): Answer => ({
  __typename: 'Session',
  accessToken: `token of ${role}`,
  accessTokenExpiresAt: new Date(Date.now() + 600_000).toISOString(),
  viewer: { email: 'ada@payloom.example', role },
});
const challenge: Answer = { __typename: 'SecondFactorRequired', challenge: 'the challenge' };
const problem = (type: string, message: string): Answer => ({ __typename: type, message });

beforeEach(() => {
  session = new ExplorerSession();
  sent = [];
  answers = [];
  globalThis.fetch = async (_url, init) => {
    sent.push(JSON.parse(typeof init?.body === 'string' ? init.body : '') as Sent);
    const answer = answers.shift();
    if (answer === undefined || answer instanceof Error)
      throw answer ?? new Error('Nothing more was expected');
    if ('errors' in answer) return Response.json(answer);
    return Response.json({ data: { answer } });
  };
});
afterEach(async () => {
  // No renewal is left to be waited for.
  answers = [{ __typename: 'SignedOut' }];
  await session.signOut();
  globalThis.fetch = ownFetch;
});

/** Signs in and is answered with these, one after the other. */
async function signInTo(...each: Answer[]): Promise<void> {
  answers.push(...each);
  await session.signIn('ada@payloom.example', 'a password');
}

describe('the session of the explorer', () => {
  it('asks nothing but documents that gateways know', async () => {
    await signInTo(challenge, granted('ADMIN'));
    await session.enterCode('123456');
    answers.push(granted('ADMIN'), { __typename: 'SignedOut' });
    await session.resume();
    await session.signOut();
    expect(sent.map(({ query }) => query)).toEqual([
      documents.signInDocument,
      documents.completeSignInDocument,
      documents.refreshDocument,
      documents.signOutDocument,
    ]);
  });

  it('asks again where the cookie has a successor, which the browser may have by now', async () => {
    const error = { message: 'Replaced.', extensions: { code: 'UNAUTHENTICATED', reason: 'TOKEN_REPLACED' } };
    answers.push({ errors: [error], data: null }, granted('ADMIN'));
    await session.resume();
    expect(session.state()).toMatchObject({ status: 'signed-in', role: 'ADMIN' });
    expect(sent.map(({ query }) => query)).toEqual([
      documents.refreshDocument,
      documents.refreshAgainDocument,
    ]);
  });

  it('is somebody of a role, whose token goes with every operation', async () => {
    await signInTo(granted('ADMIN'));
    expect(session.state()).toEqual({ status: 'signed-in', email: 'ada@payloom.example', role: 'ADMIN' });
    expect(session.headers()).toEqual({ authorization: 'Bearer token of ADMIN' });
  });

  it('says why somebody was not let in', async () => {
    await signInTo(problem('InvalidCredentials', 'Email or password is wrong.'));
    expect(session.state()).toEqual({ status: 'signed-out', problem: 'Email or password is wrong.' });
  });

  it('says so where nobody answers, and waits for nobody for ever', async () => {
    const answering = globalThis.fetch;
    const limit = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort());
    globalThis.fetch = async (_url, init) => {
      if (init?.signal?.aborted) throw new Error('signal timed out');
      return new Promise(() => undefined);
    };
    await session.signIn('ada@payloom.example', 'a password');
    expect(session.state()).toEqual({ status: 'signed-out', problem: 'The graph could not be reached.' });
    expect(limit).toHaveBeenCalledWith(30_000);
    limit.mockRestore();
    globalThis.fetch = answering;
  });

  it('goes on with the session of the browser, and is nobody where there is none', async () => {
    answers.push(granted('CUSTOMER'));
    await session.resume();
    expect(session.state()).toMatchObject({ status: 'signed-in', role: 'CUSTOMER' });
    answers.push(problem('SessionExpired', 'The session is over.'));
    await session.resume();
    expect(session.state()).toEqual({ status: 'signed-out' });
    expect(session.headers()).toEqual({});
  });

  it('outlives a moment in which the graph is away', async () => {
    await signInTo(granted('ADMIN'));
    answers.push(new Error('The graph is away'));
    await session.resume();
    expect(session.state()).toMatchObject({ status: 'signed-in', role: 'ADMIN' });
  });

  it('tells of another role as of somebody else, and of a mere renewal nobody', async () => {
    await signInTo(granted('ADMIN'));
    let changes = 0;
    const forget = session.onViewerChange(() => (changes += 1));
    answers.push(granted('ADMIN'), granted('CUSTOMER'), granted('ADMIN'));
    await session.resume();
    expect(changes).toBe(0);
    await session.resume();
    expect(changes).toBe(1);
    forget();
    await session.resume();
    expect(changes).toBe(1);
  });
});

describe('an account that asks for a code', () => {
  beforeEach(() => signInTo(challenge));

  it('lets nobody in before it is given', async () => {
    expect(session.state()).toEqual({ status: 'code-wanted' });
    expect(session.headers()).toEqual({});
    answers.push(granted('ADMIN'));
    await session.enterCode('123456');
    expect(sent.at(-1)?.variables).toEqual({ input: { challenge: 'the challenge', code: '123456' } });
    expect(session.state()).toMatchObject({ status: 'signed-in', role: 'ADMIN' });
  });

  it('takes another one after one that is wrong', async () => {
    answers.push(problem('WrongCode', 'That code is wrong.'), granted('ADMIN'));
    await session.enterCode('000000');
    expect(session.state()).toEqual({ status: 'code-wanted', problem: 'That code is wrong.' });
    await session.enterCode('123456');
    expect(session.state()).toMatchObject({ status: 'signed-in' });
  });

  it('has to be signed in to anew when that took too long', async () => {
    answers.push(problem('ChallengeExpired', 'Sign in again.'));
    await session.enterCode('123456');
    expect(session.state()).toEqual({ status: 'signed-out', problem: 'Sign in again.' });
  });

  it('is let go of by starting over', async () => {
    session.startOver();
    expect(session.state()).toEqual({ status: 'signed-out' });
    await session.enterCode('123456');
    expect(sent).toHaveLength(1);
  });
});
