import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, Kind, parse, type GraphQLSchema } from 'graphql';
import { z } from 'zod';
import { answerBenchmark } from '../processes/side-process.ts';
import { sdlOf, type Addresses, type SubgraphName } from './graph.ts';
import { entities, roots } from './rows.ts';

/*
 * The subgraphs of all gateways. The first time that a request comes it is run, by a real schema; from then on its answer
 * is at hand, so that what is slow is the gateway.
 */

/** Every gateway asks the same few things again and again. */
const answersMax = 500;

const requestSchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});
const referenceSchema = z.object({ id: z.string() });

function schemaOf(name: SubgraphName): GraphQLSchema {
  const typeDefs = parse(sdlOf[name](2));
  const isHere = (typeName: string) =>
    typeDefs.definitions.some(
      (each) => each.kind === Kind.OBJECT_TYPE_DEFINITION && each.name.value === typeName,
    );
  const resolvers = Object.entries(entities)
    .filter(([typeName]) => isHere(typeName))
    .map(([typeName, rows]) => {
      const find = (reference: unknown) => ({ ...rows.get(referenceSchema.parse(reference).id) });
      return [typeName, { __resolveReference: find }] as const;
    });
  return buildSubgraphSchema({ typeDefs, resolvers: Object.fromEntries(resolvers) });
}

let requestsCount = 0;
/** What is asked, while somebody wants to know. */
let recorded: { url: string; body: string }[] | undefined;

function answering(name: SubgraphName): (body: string) => Promise<Buffer> | Buffer {
  const schema = schemaOf(name);
  const answers = new Map<string, Buffer>();
  const run = async (body: string): Promise<Buffer> => {
    if (answers.size >= answersMax) throw new Error(`${name} is asked ever new things, such as ${body}`);
    const { query, variables } = requestSchema.parse(JSON.parse(body));
    const result = query.includes('_service')
      ? // Mercurius alone asks for it, and knows this edition alone.
        { data: { _service: { sdl: sdlOf[name](1) } } }
      : await execute({ schema, document: parse(query), rootValue: roots, variableValues: variables });
    const answer = Buffer.from(JSON.stringify(result));
    answers.set(body, answer);
    return answer;
  };
  return (body) => answers.get(body) ?? run(body);
}

async function serve(name: SubgraphName): Promise<string> {
  const answer = answering(name);
  // A connection is kept, as behind a load balancer: one that ends as it is used again would fail a fetch.
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    requestsCount += 1;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void (async () => {
        const asked = Buffer.concat(chunks).toString();
        recorded?.push({ url: `http://${request.headers.host}${request.url}`, body: asked });
        const body = await answer(asked);
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
        response.end(body);
      })();
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

const addresses: Addresses = {
  payments: await serve('payments'),
  users: await serve('users'),
  organisations: await serve('organisations'),
  risks: await serve('risks'),
};

answerBenchmark({
  addresses: () => addresses,
  record: () => {
    recorded = [];
    return null;
  },
  /** The requests since then. */
  takeRecorded: () => {
    const taken = recorded ?? [];
    recorded = undefined;
    return taken;
  },
  /** How many requests came since it was last asked. */
  takeRequestsCount: () => {
    const count = requestsCount;
    requestsCount = 0;
    return count;
  },
});
