import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse, validate, type DocumentNode, type GraphQLSchema } from 'graphql';

type SubgraphModule = Exclude<
  Parameters<typeof buildSubgraphSchema>[0],
  readonly unknown[] | { kind: unknown }
>;
type Resolvers = NonNullable<SubgraphModule['resolvers']>;

export interface SubgraphDefinition {
  readonly name: string;
  readonly sdl: string;
  /** Their context is the headers of the request. */
  readonly resolvers: Resolvers;
}

/** What a test subgraph was asked. */
export interface SeenRequest {
  readonly headers: IncomingHttpHeaders;
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** Answers in place of the subgraph, to be as broken as a test needs. */
export type Fault = (response: ServerResponse, answer: () => Promise<string>) => void | Promise<void>;

/** A subgraph of a test: real HTTP on a loopback port, its schema executed in this process. */
export interface HttpSubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly url: string;
  /** What it was asked since it started or was last emptied. */
  readonly seen: SeenRequest[];
  /** What it does instead of answering; null to answer again. */
  fault: Fault | null;
  /** Headers of its answers. */
  readonly responseHeaders: Record<string, string | string[]>;
  stop(): Promise<void>;
}

/** Starts a subgraph of a test. */
export async function startHttpSubgraph({ name, sdl, resolvers }: SubgraphDefinition): Promise<HttpSubgraph> {
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }]);
  const run = executor(schema);
  const seen: SeenRequest[] = [];
  const responseHeaders: HttpSubgraph['responseHeaders'] = {};
  const server = createServer((request, response) => {
    void text(request).then(async (body) => {
      const { query, variables } = JSON.parse(body) as SeenRequest;
      const asked = { headers: request.headers, query, variables };
      seen.push(asked);
      const answer = () => run(asked);
      if (subgraph.fault) return subgraph.fault(response, answer);
      for (const [header, value] of Object.entries(responseHeaders)) response.setHeader(header, value);
      response.setHeader('content-type', 'application/json').end(await answer());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const subgraph: HttpSubgraph = {
    name,
    sdl,
    url: `http://127.0.0.1:${port}/graphql`,
    seen,
    fault: null,
    responseHeaders,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return subgraph;
}

/** Executes operations over the schema; one that comes again is not checked again. */
function executor(schema: GraphQLSchema) {
  const documents = new Map<string, DocumentNode>();
  return async ({ query, variables, headers }: SeenRequest): Promise<string> => {
    const document = documents.get(query) ?? parse(query);
    const errors = documents.has(query) ? [] : validate(schema, document);
    if (errors.length > 0) return JSON.stringify({ errors });
    documents.set(query, document);
    return JSON.stringify(
      await execute({ schema, document, variableValues: variables, contextValue: headers }),
    );
  };
}

export const faults = {
  /** Drops the connection. */
  hangUp: (response) => void response.destroy(),
  /** Never answers. */
  silent: () => {},
  notFound: (response) => void response.writeHead(404, { 'content-type': 'text/plain' }).end('no such thing'),
  notJson: (response) => void response.setHeader('content-type', 'application/json').end('<html>'),
  notGraphql: (response) =>
    void response.setHeader('content-type', 'application/json').end('{"status":"UP"}'),
} satisfies Record<string, Fault>;

/** Answers with this body. */
export function answerWith(body: unknown, status = 200): Fault {
  return (response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
