import { eventually } from '@payloom/testkit/eventually';
import { Hearing } from './hearing.ts';

const soon = { askEveryMs: 5, answerHoldsMs: 60 };

function begin(ask: () => Promise<boolean>, onBegin = async () => {}) {
  let begun = 0;
  const hearing = new Hearing({
    ...soon,
    ask,
    onBegin: async () => {
      begun += 1;
      await onBegin();
    },
  });
  return { hearing, begunCount: () => begun };
}

it('hears as long as it is told so, and has what was kept forgotten each time before it begins', async () => {
  let isThere = false;
  const { hearing, begunCount } = begin(async () => isThere);
  expect(hearing.hears).toBe(false);
  isThere = true;
  await eventually(() => expect(hearing.hears).toBe(true));
  expect(begunCount()).toBe(1);
  isThere = false;
  await eventually(() => expect(hearing.hears).toBe(false));
  isThere = true;
  await eventually(() => expect(hearing.hears).toBe(true));
  expect(begunCount()).toBe(2);
  await hearing.stop();
});

it('hears nothing before all is forgotten', async () => {
  const forgotten = Promise.withResolvers<void>();
  const { hearing } = begin(
    async () => true,
    () => forgotten.promise,
  );
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(hearing.hears).toBe(false);
  forgotten.resolve();
  await eventually(() => expect(hearing.hears).toBe(true));
  await hearing.stop();
});

it.each([
  ['there is no answer any more', () => new Promise<boolean>(() => {})],
  ['it cannot be asked', async () => Promise.reject(new Error('away'))],
])('hears nothing once %s', async (_name, then) => {
  let isThere = true;
  const { hearing } = begin(() => (isThere ? Promise.resolve(true) : then()));
  await eventually(() => expect(hearing.hears).toBe(true));
  isThere = false;
  await eventually(() => expect(hearing.hears).toBe(false));
  // One that never answers is not waited for.
  await hearing.stop();
});
