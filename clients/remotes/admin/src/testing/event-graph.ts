import { ApolloLink, CombinedGraphQLErrors, Observable } from '@apollo/client';
import type { DeadLetterDetailFragment, DeadLetterStatus } from '../dead-letter/__generated__/dead-letter.ts';
import { matchesFilter, type AskedLetterFilter } from '../dead-letter/letter-filter.ts';
import type { EventQueueRowFragment } from '../features/event-queues/__generated__/event-queues.ts';
import { administrator } from './dead-letters.ts';

type Variables = Record<string, unknown>;
type Letter = DeadLetterDetailFragment;

/** A graph of dead letters and queues that remembers what is done to them. */
export interface EventGraph {
  link: ApolloLink;
  letters: Letter[];
  queues: EventQueueRowFragment[];
  /** The variables of each request of that name, oldest first. */
  requests: (operationName: string) => Variables[];
  /** Lets an operation fail from now on: with an error's code, or, with none, as if the network was lost. */
  fail: (operationName: string, code?: string, message?: string) => void;
  mend: (operationName: string) => void;
  /** Lets answers wait until the returned function is called. */
  hold: (operationName: string) => () => void;
}

interface ListVariables extends Variables {
  filter: Partial<AskedLetterFilter>;
  first?: number;
  after?: string | null;
}

/** One page of the letters that match, newest first, by keyset. */
function list(letters: readonly Letter[], { filter, first = 1, after }: ListVariables) {
  const matching = letters
    .filter((letter) => matchesFilter(letter, filter))
    .sort((one, other) => (one.id < other.id ? 1 : -1));
  const rest = matching.filter(({ id }) => !after || id < after);
  const nodes = rest.slice(0, first);
  return {
    __typename: 'DeadLetterConnection',
    totalCount: matching.length,
    edges: nodes.map((node) => ({ __typename: 'DeadLetterEdge', cursor: node.id, node })),
    pageInfo: {
      __typename: 'PageInfo',
      hasNextPage: rest.length > first,
      hasPreviousPage: Boolean(after),
      startCursor: nodes[0]?.id ?? null,
      endCursor: nodes.at(-1)?.id ?? null,
    },
  };
}

function resolve(graph: Pick<EventGraph, 'letters'>, status: DeadLetterStatus, variables: Variables) {
  const { ids, reason = null } = variables as { ids: string[]; reason?: string | null };
  const done: Letter[] = [];
  graph.letters = graph.letters.map((letter) => {
    if (letter.status !== 'OPEN' || !ids.includes(letter.id)) return letter;
    const resolved = { status, discardReason: reason, resolvedAt: new Date().toISOString() };
    const next: Letter = { ...letter, ...resolved, resolvedBy: administrator };
    done.push(next);
    return next;
  });
  const skipped = ids.filter((id) => !done.some((letter) => letter.id === id));
  return { __typename: 'ResolvedDeadLetters', deadLetters: done, skipped };
}

function answer(graph: EventGraph, name: string, variables: Variables): Record<string, unknown> {
  switch (name) {
    case 'EventQueues':
      return { eventQueues: graph.queues };
    case 'DeadLetterList':
    case 'DeadLetterCount':
      return { deadLetters: list(graph.letters, variables as ListVariables) };
    case 'DeadLetter':
      return { deadLetter: graph.letters.find(({ id }) => id === variables['id']) ?? null };
    case 'ReplayDeadLetters':
      return { replayDeadLetters: resolve(graph, 'REPLAYED', variables) };
    case 'DiscardDeadLetters':
      return { discardDeadLetters: resolve(graph, 'DISCARDED', variables) };
    default:
      throw new Error(`The test gives no answer to ${name}.`);
  }
}

/** How some operations are made to fail or to wait. */
function createFaults() {
  const failures = new Map<string, Error>();
  const holds = new Map<string, Promise<void>>();
  return {
    /** Resolves when the operation may be answered; throws where it is to fail. */
    pass: async (name: string): Promise<void> => {
      await holds.get(name);
      const failure = failures.get(name);
      if (failure) throw failure;
    },
    fail: (name: string, code?: string, message = 'Inner detail.'): void => {
      const answered = () => new CombinedGraphQLErrors({ errors: [{ message, extensions: { code } }] });
      failures.set(name, code ? answered() : new TypeError('Failed to fetch'));
    },
    mend: (name: string): void => void failures.delete(name),
    hold: (name: string) => {
      const { promise, resolve: release } = Promise.withResolvers<void>();
      holds.set(name, promise);
      return () => {
        holds.delete(name);
        release();
      };
    },
  };
}

/** What the graph refuses comes as an answer with errors, a lost network as no answer at all. */
function once(answered: Promise<Record<string, unknown>>): Observable<ApolloLink.Result> {
  return new Observable((observer) => {
    const finish = (result: ApolloLink.Result): void => {
      observer.next(result);
      observer.complete();
    };
    answered.then(
      (data) => finish({ data }),
      (error: unknown) =>
        CombinedGraphQLErrors.is(error)
          ? finish({ data: null, errors: [...error.errors] })
          : observer.error(error),
    );
  });
}

/** Makes a graph that answers as the real one would. */
export function createEventGraph(start: Partial<Pick<EventGraph, 'letters' | 'queues'>>): EventGraph {
  const asked: { name: string; variables: Variables }[] = [];
  const { pass, ...faults } = createFaults();
  const link = new ApolloLink(({ operationName: name = '', variables }) => {
    asked.push({ name, variables });
    return once(pass(name).then(() => answer(graph, name, variables)));
  });
  const graph: EventGraph = {
    ...faults,
    link,
    letters: start.letters ?? [],
    queues: start.queues ?? [],
    requests: (name) => asked.filter((each) => each.name === name).map(({ variables }) => variables),
  };
  return graph;
}
