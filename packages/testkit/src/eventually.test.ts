import { eventually } from './eventually.ts';

describe('eventually', () => {
  it('resolves with the first answer that holds', async () => {
    let tries = 0;
    const answer = await eventually(
      () => {
        tries += 1;
        if (tries < 3) throw new Error('not yet');
        return tries;
      },
      { everyMs: 1 },
    );
    expect(answer).toBe(3);
  });

  it('throws the last failure when the time is over', async () => {
    const never = eventually(() => Promise.reject(new Error('still not')), { withinMs: 20, everyMs: 5 });
    await expect(never).rejects.toThrow('still not');
  });
});
