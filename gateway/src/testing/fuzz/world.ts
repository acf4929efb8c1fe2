import type { ExecutionResult } from 'graphql';
import { Registry } from 'prom-client';
import { OperationRefused } from '../../errors.ts';
import { isJsonObject, type JsonObject } from '../../executor/json.ts';
import { SubgraphClients } from '../../executor/subgraph-clients.ts';
import { SubgraphFailure } from '../../executor/subgraph-failure.ts';
import {
  readSubgraphResponse,
  type SubgraphRequest,
  type SubgraphResponse,
} from '../../executor/subgraph-response.ts';
import { assembleGraph, readGraphParts, type Graph } from '../../graph/graph.ts';
import { createMetrics } from '../../http/metrics.ts';
import { runOperation } from '../../operations/run-operation.ts';
import { composeSupergraph } from '../compose.ts';
import { plain, silentLog, type PlainResult } from '../open-graph.ts';
import { startStockGateway, type StockGateway } from '../stock-gateway.ts';
import { Faults, type Fault } from './faults.ts';
import type { Model } from './model.ts';
import { prepareDrawn } from '../prepare-drawn.ts';
import { FuzzSubgraph, type Run, type SubgraphQuestion } from './subgraph.ts';

const metrics = createMetrics(new Registry());

/** What is asked of both gateways. */
export interface Question {
  readonly query: string;
  readonly variables: JsonObject;
  readonly salt: number;
  readonly faults: readonly Fault[];
  /** Lets no subgraph call an entity that is known already by the name of its interface. */
  readonly isTypeKept?: boolean;
}

/** What a subgraph was asked, and the body that it answered with; null when it could not be reached. */
export interface Exchange {
  readonly subgraph: string;
  readonly query: string;
  readonly variables: JsonObject;
  readonly body: string | null;
}

/** The answer of one gateway, and how it came by it. */
export interface Told {
  readonly result: PlainResult;
  readonly exchanges: readonly Exchange[];
}

/** The subgraphs of a model under both executors, all in this process. */
export class World {
  readonly supergraphSdl: string;
  readonly graph: Graph;
  readonly #subgraphs: ReadonlyMap<string, FuzzSubgraph>;
  #stock: StockGateway | undefined;
  /** Runs follow one another. */
  #run: Run = { salt: 0, faults: new Faults([]), mutations: [] };
  #exchanges: Exchange[] = [];
  #isTypeKept = false;

  /** Throws when the model does not compose. */
  constructor(model: Model) {
    const subgraphs = model.subgraphs.map((name) => new FuzzSubgraph(model, name));
    this.#subgraphs = new Map(subgraphs.map((each) => [each.name, each]));
    this.supergraphSdl = composeSupergraph(
      subgraphs.map(({ name, sdl }) => ({ name, sdl, url: `http://${name}/` })),
    );
    const parts = readGraphParts(this.supergraphSdl);
    const settings = { subgraphUrls: new Map<string, string>(), costMax: Number.MAX_SAFE_INTEGER };
    this.graph = assembleGraph(parts, parts.supergraph.apiSchema().toGraphQLJSSchema(), settings);
  }

  async ours({ query, variables, ...how }: Question): Promise<Told> {
    this.#begin(how);
    const caller = { viewer: null, headers: {}, signal: new AbortController().signal };
    const clients = new ClientsInProcess((name, request) => this.#answer(name, request));
    try {
      const prepared = prepareDrawn(this.graph, query, metrics);
      const parts = { clients, log: silentLog, introspection: true };
      return this.#told(await runOperation(parts, prepared, variables, caller));
    } catch (error) {
      if (error instanceof OperationRefused) return this.#told({ errors: error.errors });
      throw error;
    }
  }

  async theirs({ query, variables, ...how }: Question): Promise<Told> {
    this.#stock ??= await startStockGateway(this.supergraphSdl, async (url, init) => {
      const request = JSON.parse(String(init?.body)) as SubgraphQuestion;
      const body = await this.#answer(new URL(url).hostname, request);
      if (body === null) throw new Error('unreachable');
      return new Response(body, { headers: { 'content-type': 'application/json' } });
    });
    this.#begin(how);
    return { result: await this.#stock.run(query, variables), exchanges: this.#exchanges };
  }

  /** The SDL of each subgraph by its name. */
  subgraphSdl(): readonly (readonly [string, string])[] {
    return [...this.#subgraphs.values()].map(({ name, sdl }) => [name, sdl]);
  }

  async stop(): Promise<void> {
    await this.#stock?.stop();
  }

  #begin({ salt, faults, isTypeKept = false }: Omit<Question, 'query' | 'variables'>): void {
    this.#run = { salt, faults: new Faults(faults), mutations: [] };
    this.#exchanges = [];
    this.#isTypeKept = isTypeKept;
  }

  #told(result: ExecutionResult): Told {
    return { result: plain(result), exchanges: this.#exchanges };
  }

  async #answer(name: string, { query, variables }: SubgraphQuestion): Promise<string | null> {
    const subgraph = this.#subgraphs.get(name);
    if (!subgraph) throw new Error(`There is no subgraph ${name}`);
    const sent = JSON.parse(JSON.stringify(variables)) as JsonObject;
    const answer = await subgraph.answer({ query, variables: sent }, this.#run);
    if (this.#isTypeKept) forgetInterfaces(answer);
    const body = this.#run.faults.bodyOf(name, sent.representations, answer);
    this.#exchanges.push({ subgraph: name, query, variables: sent, body });
    return body;
  }
}

function forgetInterfaces({ data }: JsonObject): void {
  const entities = isJsonObject(data) && Array.isArray(data._entities) ? (data._entities as unknown[]) : [];
  for (const each of entities) {
    if (isJsonObject(each) && /^I\d+$/.test(String(each.__typename))) delete each.__typename;
  }
}

/** Clients that ask in this process, and read what comes as over HTTP. */
class ClientsInProcess extends SubgraphClients {
  readonly #answer: (name: string, request: SubgraphRequest) => Promise<string | null>;

  constructor(answer: (name: string, request: SubgraphRequest) => Promise<string | null>) {
    super({ fetchTimeoutMs: 1_000, metrics });
    this.#answer = answer;
  }

  override async send(name: string, _url: string, request: SubgraphRequest): Promise<SubgraphResponse> {
    const body = await this.#answer(name, request);
    if (body === null) throw new SubgraphFailure(name, 'unreachable');
    try {
      const response = readSubgraphResponse(JSON.parse(body));
      if (response) return response;
    } catch (cause) {
      if (!(cause instanceof SyntaxError)) throw cause;
    }
    throw new SubgraphFailure(name, 'malformed');
  }
}
