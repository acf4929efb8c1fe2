import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import { z } from 'zod';
import { paymentsSdl, profileSdl } from './graph.ts';
import { answerBenchmark } from '../processes/side-process.ts';

/* The subgraphs that both gateways hydrate from: real HTTP and a real schema, with entities made of their ids. */

const requestSchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

const userOf = (paymentId: string, part: string) => ({
  __typename: 'User',
  id: `${part}-${paymentId.slice(-8)}`,
});
const byId = ({ id }: { id: string }) => ({ id });

const payments = buildSubgraphSchema({
  typeDefs: parse(paymentsSdl),
  resolvers: {
    Payment: {
      __resolveReference: byId,
      status: () => 'COMPLETED',
      reference: ({ id }: { id: string }) => `Invoice ${id.slice(0, 8)}`,
      note: () => 'Thank you for the lovely evening',
      createdAt: () => '2026-11-01T10:00:00.000Z',
      amount: () => ({ amountMinor: 12_50, currency: 'EUR' }),
      payer: ({ id }: { id: string }) => userOf(id, 'payer'),
      recipient: ({ id }: { id: string }) => userOf(id, 'recipient'),
    },
  },
});

const profile = buildSubgraphSchema({
  typeDefs: parse(profileSdl),
  resolvers: {
    User: {
      __resolveReference: byId,
      displayName: ({ id }: { id: string }) => `Name of ${id}`,
      initials: () => 'NN',
      pictureUrl: ({ id }: { id: string }) => `https://pictures.example/${id}.webp`,
    },
  },
});

let requestsCount = 0;

async function serve(schema: GraphQLSchema): Promise<string> {
  const documents = new Map<string, DocumentNode>();
  const answer = async (body: string): Promise<string> => {
    const { query, variables } = requestSchema.parse(JSON.parse(body));
    const document = documents.get(query) ?? parse(query);
    documents.set(query, document);
    return JSON.stringify(await execute({ schema, document, variableValues: variables }));
  };
  // A connection is kept, as behind a load balancer: one that ends as it is used again would fail a fetch.
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    requestsCount += 1;
    void text(request).then(async (body) => {
      response.setHeader('content-type', 'application/json').end(await answer(body));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

const addresses = { payments: await serve(payments), profile: await serve(profile) };

answerBenchmark({
  addresses: () => addresses,
  /** How many requests came since it was last asked. */
  takeRequestsCount: () => {
    const count = requestsCount;
    requestsCount = 0;
    return count;
  },
});
