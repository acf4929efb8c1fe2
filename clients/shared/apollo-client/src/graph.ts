import { session } from '@payloom/session/session';
import { stepUp } from '@payloom/session/step-up';
import { createGraph } from './create-graph.ts';

const { protocol, host } = globalThis.location;

/** The graph of this origin. Import it by the package's name, so that every remote has the same one. */
export const graph = createGraph({
  session,
  stepUp,
  httpUrl: '/graphql',
  webSocketUrl: `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}/graphql`,
});
