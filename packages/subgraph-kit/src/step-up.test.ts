import { withRecentProof } from './step-up.ts';
import type { Viewer } from './viewer.ts';

const now = new Date('2026-11-28T12:00:00Z');
const viewer = (secondsAgo: number): Viewer => ({
  userId: 'u',
  sessionId: 's',
  role: 'CUSTOMER',
  scopes: new Set(),
  authTime: new Date(now.getTime() - secondsAgo * 1_000),
  emailVerified: true,
});

describe('what asks for a recent proof', () => {
  const ask = (secondsAgo: number) => {
    let done = 0;
    const work = async () => (done += 1);
    const context = { viewer: viewer(secondsAgo), stepUpAfterSeconds: 1_800 };
    return withRecentProof(context, work, now).then((answer) => ({ answer, done }));
  };

  it.each([0, 1_800])('is done for who showed who they are %d seconds ago', async (secondsAgo) => {
    expect(await ask(secondsAgo)).toEqual({ answer: 1, done: 1 });
  });

  it.each([1_801, 86_400, now.getTime() / 1_000])('is asked first after %d seconds', async (secondsAgo) => {
    expect(await ask(secondsAgo)).toEqual({
      answer: expect.objectContaining({ __typename: 'StepUpRequired' }),
      done: 0,
    });
  });

  it('is not for who is not signed in', async () => {
    const asked = withRecentProof({ viewer: null, stepUpAfterSeconds: 1_800 }, async () => 'done', now);
    await expect(asked).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
  });
});
