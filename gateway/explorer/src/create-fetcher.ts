import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { createClient } from 'graphql-ws';
import type { ExplorerSession } from './explorer-session.ts';
import { operationToSend } from './operation-to-send.ts';

/** Whether the server closed a socket for a token that it will not take again. */
function isRefusal(event: unknown): boolean {
  return event instanceof CloseEvent && event.code === 4403 && event.reason === 'TOKEN_INVALID';
}

/**
 * Sends operations as whoever is signed in: queries and mutations by POST, subscriptions over one socket, all to the
 * origin the page came from. A header typed into the editor goes before ours.
 */
export function createFetcher(session: ExplorerSession): Fetcher {
  const wsClient = createClient({
    url: new URL('/graphql', location.href.replace(/^http/, 'ws')).href,
    connectionParams: () => session.headers(),
    retryAttempts: 20,
    shouldRetry: () => true,
    // The token counts no more, though its time is not up: the session was ended elsewhere, or has another role now.
    on: { closed: (event) => void (isRefusal(event) && session.resume()) },
  });
  // Whoever signs in or out goes on subscribed, as the new viewer; a mere renewal of the token interrupts nobody.
  session.onViewerChange(() => wsClient.terminate());
  const send = createGraphiQLFetcher({
    url: '/graphql',
    enableIncrementalDelivery: false,
    wsClient,
    fetch: (input, init) => {
      const headers = { ...session.headers(), ...Object.fromEntries(new Headers(init?.headers)) };
      return fetch(input, { ...init, headers, credentials: 'same-origin' });
    },
  });
  return (params, options) => {
    const { document, operationName } = operationToSend(params);
    return send({ ...params, operationName }, { ...options, documentAST: document ?? options?.documentAST });
  };
}
