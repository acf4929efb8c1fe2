import { session } from '@payloom/session/session';
import { stepUp } from '@payloom/session/step-up';
import { createGraph } from './create-graph.ts';
import { sharedSockets } from './live/shared-sockets.ts';
import { connection, network } from './page-network.ts';

declare global {
  interface ImportMeta {
    /** There where a development server replaces modules. */
    readonly webpackHot?: object;
  }
}

const { protocol, host } = globalThis.location;
// Only a built site has the worker that holds it.
const webSocket = import.meta.webpackHot ? undefined : sharedSockets();

/** The graph of this origin. Import it by the package's name, so that every remote has the same one. */
export const graph = createGraph({
  session,
  stepUp,
  connection,
  network,
  httpUrl: '/graphql',
  webSocketUrl: `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}/graphql`,
  streamUrl: '/graphql/stream',
  ...(webSocket ? { webSocket } : {}),
});
