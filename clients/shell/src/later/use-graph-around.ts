import { createLater } from './create-later.ts';

/** The graph around pages: all but those for whoever is not signed in have its client. */
export const { load: loadGraphAround, use: useGraphAround } = createLater(
  () => import('./graph-around.tsx'),
  'The client of the graph could not be fetched.',
);
