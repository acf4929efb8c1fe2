import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { createClient } from 'graphql-ws';
import type { ExplorerSession } from './explorer-session.ts';
import { operationToSend } from './operation-to-send.ts';

/** Whether the server closed a socket for a token that it will not take again. */
function isRefusal(event: unknown): boolean {
  return event instanceof CloseEvent && event.code === 4403 && event.reason === 'TOKEN_INVALID';
}

/** How operations are sent, for as long as there is an editor to send them. */
export interface Sender {
  readonly fetcher: Fetcher;
  /** Ends what is subscribed to. */
  readonly stop: () => void;
}

/**
 * Sends operations as whoever is signed in: queries and mutations by POST, subscriptions over one socket, all to the
 * origin the page came from. A header typed into the editor goes before ours.
 */
export function createSender(session: ExplorerSession): Sender {
  const wsClient = createClient({
    url: new URL('/graphql', location.href.replace(/^http/, 'ws')).href,
    connectionParams: () => session.headers(),
    retryAttempts: 20,
    shouldRetry: () => true,
    // The token counts no more, though its time is not up: the session was ended elsewhere, or has another role now.
    on: { closed: (event) => void (isRefusal(event) && session.resume()) },
  });
  // Whoever signs in or out goes on subscribed, as the new viewer; a mere renewal of the token interrupts nobody.
  const forget = session.onViewerChange(() => wsClient.terminate());
  const send = createGraphiQLFetcher({
    url: '/graphql',
    enableIncrementalDelivery: false,
    wsClient,
    fetch: async (input, init) => {
      const own = session.headers();
      const headers = { ...own, ...Object.fromEntries(new Headers(init?.headers)) };
      const response = await fetch(input, { ...init, headers, credentials: 'same-origin' });
      // The same as of a socket: who has another role now, or no session any more, hears of it here.
      if (response.status === 401 && headers.authorization === own.authorization) void session.resume();
      return response;
    },
  });
  return {
    fetcher: (params, options) => {
      const { document, operationName } = operationToSend(params);
      return send(
        { ...params, operationName },
        { ...options, documentAST: document ?? options?.documentAST },
      );
    },
    stop: () => {
      forget();
      void wsClient.dispose();
    },
  };
}
