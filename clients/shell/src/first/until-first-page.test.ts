import type { SessionState } from '@payloom/session/session-store';
import { createMemoryRouter } from 'react-router';
import { untilFirstPage } from './until-first-page.ts';

const alice = { id: 'alice', email: null, role: 'CUSTOMER' as const };
const WAIT_MS = 60_000;

/** A router whose only page has its code when the test brings it. */
function routerOf(code: Promise<void>) {
  const lazy = async () => {
    await code;
    return {};
  };
  return createMemoryRouter([{ path: '/', lazy }]);
}

/** A page whose code and whose viewer become known when the test says so. */
function page({ waitMs = WAIT_MS } = {}) {
  let state: SessionState = { status: 'loading', unreachable: false };
  let told: () => void = () => undefined;
  let bringCode: () => void = () => undefined;
  let bringParts: () => void = () => undefined;
  const shown = { isShown: false, partsAsked: false };
  const done = untilFirstPage({
    router: routerOf(new Promise((resolve) => (bringCode = resolve))),
    session: {
      getState: () => state,
      subscribe: (listener) => {
        told = listener;
        return () => undefined;
      },
    },
    prepare: () => {
      shown.partsAsked = true;
      return new Promise((resolve) => (bringParts = resolve));
    },
    waitMs,
  }).then(() => (shown.isShown = true));
  return {
    shown,
    done,
    bringCode: () => bringCode(),
    bringParts: () => bringParts(),
    become: (next: SessionState) => {
      state = next;
      told();
    },
  };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 10));

it('waits for the code of the page and for who looks at it', async () => {
  const { shown, done, bringCode, become } = page();
  bringCode();
  await settle();
  expect(shown.isShown).toBe(false);
  become({ status: 'anonymous', left: false });
  await done;
  expect(shown).toEqual({ isShown: true, partsAsked: false });
});

it('waits for what stands around the page of somebody who is signed in', async () => {
  const { shown, done, bringCode, bringParts, become } = page();
  become({ status: 'authenticated', viewer: alice });
  bringCode();
  await settle();
  expect(shown).toEqual({ isShown: false, partsAsked: true });
  bringParts();
  await done;
});

it('goes on where the server cannot be asked who is there', async () => {
  const { done, bringCode, become } = page();
  bringCode();
  become({ status: 'loading', unreachable: true });
  await done;
});

it('does not wait for ever to know who is there, but for the code of the page', async () => {
  const { shown, done, bringCode } = page({ waitMs: 1 });
  await settle();
  expect(shown.isShown).toBe(false);
  bringCode();
  await done;
});
