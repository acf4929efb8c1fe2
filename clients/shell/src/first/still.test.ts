import { still } from './still.ts';

const original = globalThis.requestIdleCallback;
afterEach(() => Object.assign(globalThis, { requestIdleCallback: original }));

it('waits until the browser is idle', async () => {
  let becomeIdle: (() => void) | undefined;
  Object.assign(globalThis, { requestIdleCallback: (call: () => void) => (becomeIdle = call) });
  let isStill = false;
  const waited = still(1).then(() => (isStill = true));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(becomeIdle).toBeDefined();
  expect(isStill).toBe(false);
  becomeIdle?.();
  await waited;
  expect(isStill).toBe(true);
});

it('waits for its time alone where a browser does not tell', async () => {
  Reflect.deleteProperty(globalThis, 'requestIdleCallback');
  await expect(still(1)).resolves.toBeUndefined();
});
