import { CloseCode } from 'graphql-ws';
import { gatewayEnvSchema } from '../env.ts';
import { liveErrorCodes } from '../errors.ts';
import { documented } from '../testing/live-protocol-page.ts';
import { waitingEventsMax } from './live-feed.ts';
import { subscriptionsPerViewerMax } from './live-gateway.ts';
import { socketCloses } from './socket-closes.ts';
import { operationsPerSocketMax } from './socket-operations.ts';
import { messageSizeMaxBytes } from './socket-server.ts';

/** Those of graphql-ws with which a client closes, rather than a server. */
const ofClients: readonly CloseCode[] = [
  CloseCode.InternalClientError,
  CloseCode.BadResponse,
  CloseCode.ConnectionAcknowledgementTimeout,
];

describe('the page about the live protocol', () => {
  it('has every close of ours, and every code that graphql-ws closes with', () => {
    const rows = documented('How a socket is closed');
    const closes = rows.map(([code, reason]) => ({ code: Number(code), reason }));
    for (const close of Object.values(socketCloses)) expect(closes).toContainEqual(close);
    const ofLibrary = Object.values(CloseCode).filter((code): code is CloseCode => typeof code === 'number');
    const codes = closes.map(({ code }) => code);
    expect(codes).toEqual(
      expect.arrayContaining(ofLibrary.filter((code) => !ofClients.includes(code)).map(Number)),
    );
  });

  it('has every error that ends a subscription', () => {
    const codes = documented('Errors that end a subscription').map(([code]) => code);
    expect(codes).toEqual(expect.arrayContaining([...liveErrorCodes, 'SUBGRAPH_UNAVAILABLE']));
  });

  it('has the limits as they are', () => {
    const env = gatewayEnvSchema.parse({ SUPERGRAPH_PATH: 'supergraph.graphql' });
    const counts = documented('Limits').map(([, count = '']) => Number(count.replaceAll(',', '')));
    expect(counts).toEqual([
      subscriptionsPerViewerMax,
      operationsPerSocketMax,
      env.liveSubscriptionsMax,
      env.liveConnectionsMax,
      waitingEventsMax,
      messageSizeMaxBytes,
    ]);
  });
});
