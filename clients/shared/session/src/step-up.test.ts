import { createStepUp } from './step-up.ts';

describe('the question whether it is them', () => {
  it('is answered to everybody who asked meanwhile', async () => {
    const stepUp = createStepUp();
    const seen: boolean[] = [];
    stepUp.subscribe(() => seen.push(stepUp.getState().isAsked));
    const answers = [stepUp.ask(), stepUp.ask()];
    stepUp.answer(true);
    expect(await Promise.all(answers)).toEqual([true, true]);
    expect(seen).toEqual([true, false]);
  });

  it('is put anew each time', async () => {
    const stepUp = createStepUp();
    stepUp.subscribe(() => undefined);
    const first = stepUp.ask();
    stepUp.answer(false);
    const second = stepUp.ask();
    stepUp.answer(true);
    expect([await first, await second]).toEqual([false, true]);
  });

  it('is no where nobody is there to put it', async () => {
    expect(await createStepUp().ask()).toBe(false);
  });
});
