import { context, trace, type Link } from '@opentelemetry/api';
import { inSpan, isTracing } from '@payloom/telemetry/spans';
import DataLoader from 'dataloader';
import { BoundedCache } from '../bounded-cache.ts';
import { getOwn } from '../executor/json.ts';
import { SubgraphFailure, type FailureKind } from '../executor/subgraph-failure.ts';
import type { SubgraphFetch, SubgraphRequest, SubgraphResponse } from '../executor/subgraph-response.ts';
import type { Graph } from '../graph/graph.ts';
import type { Caller } from './caller.ts';
import type { PlannedOperation } from './prepared-operation.ts';
import { sharersOfFetch } from './sharers.ts';

/** Requests that become one; each has the entities of one operation. */
const requestsPerBatchMax = 50;
const loadersMax = 1_000;

/** What is asked as a caller. */
export type Fetcher = (caller: Caller) => SubgraphFetch;

interface Question {
  readonly request: SubgraphRequest;
  readonly representations: readonly unknown[];
  readonly caller: Caller;
  readonly fetcher: Fetcher;
  readonly links: readonly Link[];
}

/** What may be no more than the one entity's fault, which the others must not pay for. */
const maybeOfOneOnly = new Set<FailureKind>(['timeout', 'malformed']);

/**
 * Makes one request of those that ask a subgraph for the same of several entities in one turn of the event loop, among callers
 * whom it tells the same. Where an answer does not say of each entity what became of it, everybody asks for themselves.
 */
export class EntityBatches {
  readonly #loaders = new BoundedCache<string, DataLoader<Question, SubgraphResponse>>({
    entriesMax: loadersMax,
  });

  /** What `fetcher` asks as the caller, a plan's entities together with those of others. */
  around(
    { graph, planned }: { graph: Graph; planned: PlannedOperation },
    caller: Caller,
    fetcher: Fetcher,
  ): SubgraphFetch {
    const singly = fetcher(caller);
    return (subgraph, request) => {
      const { representations, ...others } = request.variables;
      if (!Array.isArray(representations)) return singly(subgraph, request);
      const sharers = sharersOfFetch(graph, request.query, caller);
      const alike = [graph.id, planned.authorizationClass, subgraph, request.jsonHead, others, sharers];
      const loader = this.#loaderFor(JSON.stringify(alike), subgraph);
      return loader.load({ request, representations, caller, fetcher, links: linksToNow() });
    };
  }

  #loaderFor(key: string, subgraph: string): DataLoader<Question, SubgraphResponse> {
    const known = this.#loaders.get(key);
    if (known) return known;
    const loader = new DataLoader<Question, SubgraphResponse>((questions) => ask(subgraph, questions), {
      cache: false,
      maxBatchSize: requestsPerBatchMax,
      batchScheduleFn: (ask) => void setImmediate(ask),
    });
    this.#loaders.set(key, loader);
    return loader;
  }
}

type Answers = readonly (SubgraphResponse | Error)[];

async function ask(subgraph: string, questions: readonly Question[]): Promise<Answers> {
  const [first] = questions;
  if (!first || questions.length === 1) return askEach(subgraph, questions);
  const attributes = { 'payloom.requests': questions.length };
  const links = questions.slice(1).flatMap((question) => question.links);
  const answers = await inSpan(`fetch ${subgraph} for several`, { attributes, links }, () =>
    askTogether(subgraph, first, questions),
  );
  return answers ?? askEach(subgraph, questions);
}

function askEach(subgraph: string, questions: readonly Question[]): Promise<Answers> {
  const answers = questions.map(({ fetcher, caller, request }) => fetcher(caller)(subgraph, request));
  return Promise.all(answers.map((answer) => answer.catch(asError)));
}

/** What each is answered; null when that is not told of each. It is seen through, whoever has left meanwhile. */
async function askTogether(
  subgraph: string,
  { fetcher, caller, request }: Question,
  questions: readonly Question[],
): Promise<Answers | null> {
  const counts = questions.map(({ representations }) => representations.length);
  const representations = questions.flatMap((question) => question.representations);
  const cookies: string[] = [];
  const onCookies = (set: readonly string[]) => void cookies.push(...set);
  const { signal } = new AbortController();
  const variables = { ...request.variables, representations };
  try {
    const answer = await fetcher({ ...caller, signal, onCookies })(subgraph, { ...request, variables });
    // They are somebody's own.
    return cookies.length > 0 ? null : split(answer, counts);
  } catch (error) {
    if (error instanceof SubgraphFailure && maybeOfOneOnly.has(error.kind)) return null;
    return questions.map(() => asError(error));
  }
}

/** The answers to so many entities each, in order; null when an error may concern the whole, or only who asked. */
function split({ data, errors }: SubgraphResponse, counts: readonly number[]): SubgraphResponse[] | null {
  const entities = data && getOwn(data, '_entities');
  const count = counts.reduce((sum, each) => sum + each, 0);
  if (!Array.isArray(entities) || entities.length !== count) return null;
  const placed = errors.flatMap((error) => {
    const [root, index, ...rest] = error.path ?? [];
    const isPlaced = root === '_entities' && typeof index === 'number' && index >= 0 && index < count;
    return isPlaced && error.extensions['code'] !== 'UNAUTHENTICATED' ? [{ error, index, rest }] : [];
  });
  if (placed.length < errors.length) return null;
  let end = 0;
  return counts.map((each) => {
    const from = end;
    end += each;
    const own = placed.filter(({ index }) => index >= from && index < from + each);
    return {
      data: { _entities: entities.slice(from, from + each) },
      errors: own.map(({ error, index, rest }) => ({ ...error, path: ['_entities', index - from, ...rest] })),
    };
  });
}

function linksToNow(): Link[] {
  const span = isTracing() ? trace.getSpanContext(context.active()) : undefined;
  return span ? [{ context: span }] : [];
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
