import { eventually } from '@payloom/testkit/eventually';
import type { Client } from 'graphql-ws';
import type { GatewayEnv } from '../env.ts';
import { paymentEvent, startPaymentsGraph, type PaymentsGraph } from './payments.ts';
import { startTestGateway, watch, type TestGateway, type Watched } from './test-gateway.ts';

/** A gateway over the payments graph, with what tests of subscriptions do again and again. */
export interface LiveFixture {
  readonly graph: PaymentsGraph;
  readonly test: TestGateway;
  /** A client of somebody who is signed in. */
  signedIn(userId: string, role?: 'CUSTOMER' | 'ADMIN'): Promise<Client>;
  /** Subscribes and waits until the gateway listens. What was stopped before has to be settled: it would be counted. */
  subscribed(client: Client, query: string, variables?: Record<string, unknown>): Promise<Watched>;
  /** Publishes events of new payments; resolves with the payments' ids. */
  publishFor(userId: string, count: number): Promise<string[]>;
  /** Mends the subgraphs and waits until no subscription runs any more. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

export async function startLiveFixture(env: Partial<GatewayEnv> = {}): Promise<LiveFixture> {
  const graph = await startPaymentsGraph();
  const test = await startTestGateway(graph.sdl(), env);
  const { live } = test.gateway;
  return {
    graph,
    test,
    signedIn: async (userId, role = 'CUSTOMER') => {
      const authorization = `Bearer ${await test.issuer.sign({ userId, role })}`;
      return test.client({ connectionParams: { authorization } });
    },
    subscribed: async (client, query, variables = {}) => {
      const before = live.size;
      const watched = watch(client, query, variables);
      await eventually(() => expect(live.size).toBe(before + 1));
      return watched;
    },
    publishFor: async (userId, count) => {
      const events = Array.from({ length: count }, () => paymentEvent(userId));
      await test.broker.publish(events);
      return events.map(({ subject }) => subject);
    },
    settle: async () => {
      graph.payments.fault = null;
      graph.profile.fault = null;
      await eventually(() => expect(live.size).toBe(0));
    },
    stop: async () => {
      await test.stop();
      await graph.stop();
    },
  };
}

/** A subscription hydrated from two subgraphs. */
export const changes =
  'subscription ($after: Cursor) { paymentChanged(after: $after) { cursor type payment { id status payer { displayName } } } }';

interface Change {
  readonly cursor: string;
  readonly payment: { readonly id: string };
}

const changesOf = ({ results }: Watched) =>
  results.map(({ data }) => (data as { paymentChanged: Change }).paymentChanged);

/** The payments that updates of `changes` were about. */
export const idsOf = (watched: Watched): string[] => changesOf(watched).map(({ payment }) => payment.id);

/** The cursors of updates of `changes`. */
export const cursorsOf = (watched: Watched): string[] => changesOf(watched).map(({ cursor }) => cursor);
