import { createLater } from '../later/create-later.ts';

/** What stands around the page of somebody who is signed in: a page before signing in does without. */
export const { load: loadSignedIn, use: useSignedIn } = createLater(
  () => import(/* webpackChunkName: "signed-in" */ './signed-in.tsx'),
  'What stands around the page could not be fetched.',
);
